//! `one` names something that it cannot choose from.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiters = Raised, waiter = Lowered)]
impl Flag {
    #[wait(raised, by = Raised, wakes = one(lowered))]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(lowered, by = Lowered, wakes = Raised)]
    fn try_lowered(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
