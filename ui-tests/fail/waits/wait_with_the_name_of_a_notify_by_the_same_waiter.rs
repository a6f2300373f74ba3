//! A handle already has a method of this name.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify(by = [notifier, waiter])]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raise)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }
}

fn main() {}
