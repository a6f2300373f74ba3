//! A handle already has a method of this name.
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

    #[wait(raised_deadline, wakes = none)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(raised, blocking, wakes = none)]
    fn try_take(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }
}

fn main() {}
