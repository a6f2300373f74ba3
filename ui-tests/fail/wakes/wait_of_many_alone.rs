//! A wait does not say whom it wakes when it is ready.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiters)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
