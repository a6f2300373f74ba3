//! It is not clear, or not possible, which handle has a method.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Raiser, waiters = Raised, waiters = Lowered)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised, by = waiters, wakes = none)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(lowered, by = Lowered, wakes = none)]
    fn try_lowered(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
