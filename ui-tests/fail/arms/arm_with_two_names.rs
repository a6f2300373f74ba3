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

    #[arm(raised, lowered)]
    fn enable(&self) {
        self.raised.store(false, SeqCst);
    }
}

fn main() {}
