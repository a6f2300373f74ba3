//! It is not clear, or not possible, which handle has a method.
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

    #[wait(raised, by = waiters)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
