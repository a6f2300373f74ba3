//! `waiters = Name`: any number of handles and of tasks that wait.

mod borrowed;
mod borrowed_one;
mod counts;
mod ends;
mod fields;
mod forms;
mod kinds;
mod one;
mod own_slots;
mod panics;
mod passing_on;
mod payloads;
mod reentrant;
mod sinks;
mod slots;
mod threads;
mod traits;
mod unwinding;
mod wakes;
