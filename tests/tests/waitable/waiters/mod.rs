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

use spmc_waker::waitable;

/// Two waits of many, a wait of one, and a lone one.
struct Hub;

#[waitable(waiters = Many, waiter = Lone, cached = false)]
impl Hub {
    #[notify(by = Many, wakes = [Lone, first, one(second)])]
    fn change(&self) {}

    #[wait(first, by = Many, query)]
    fn is_first(&self) -> bool {
        false
    }

    #[wait(second, by = Many, query)]
    fn is_second(&self) -> bool {
        false
    }

    #[wait(lone, by = Lone, query)]
    fn is_lone(&self) -> bool {
        false
    }
}
