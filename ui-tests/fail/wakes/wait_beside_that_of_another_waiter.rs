//! A wait does not say whom it wakes when it is ready.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raised, waiter = Lowered)]
impl Flag {
    #[wait(raised, by = Raised)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(lowered, by = Lowered, wakes = Raised)]
    fn try_lowered(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
