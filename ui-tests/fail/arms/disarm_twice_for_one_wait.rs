//! An `#[arm]` or `#[disarm]` method does not belong to exactly one wait.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised, wakes = none)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(lowered, wakes = none)]
    fn is_lowered(&self) -> bool {
        !self.raised.load(SeqCst)
    }

    #[disarm(raised)]
    fn disable(&self) {
        self.raised.store(false, SeqCst);
    }

    #[disarm(lowered)]
    fn disable_lowered(&self) {
        self.raised.store(false, SeqCst);
    }

    #[disarm(raised, by = waiter)]
    fn disable_again(&self) {
        self.raised.store(false, SeqCst);
    }
}

fn main() {}
