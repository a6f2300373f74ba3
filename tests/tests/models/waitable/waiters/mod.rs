//! `waiters = Name`: many handles, and a slot for each of their waits.

mod counts;
mod fixed;
mod growing;
mod sinks;
