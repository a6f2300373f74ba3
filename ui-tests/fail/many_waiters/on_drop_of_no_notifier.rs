//! It is not clear, or not possible, which handle has a method.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiters = Raised, notifier = none)]
impl Flag {
    #[notify(by = Raised)]
    fn raise(&self) {
        self.raised.store(false, SeqCst);
    }

    #[wait(raised, wakes = none)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[on_drop(notifier)]
    fn lower(&self) {
        self.raised.store(false, SeqCst);
    }
}

fn main() {}
