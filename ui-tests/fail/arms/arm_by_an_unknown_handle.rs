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

    #[wait(raised)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[arm(by = interrupt)]
    fn enable(&self) {
        self.raised.store(false, SeqCst);
    }
}

fn main() {}
