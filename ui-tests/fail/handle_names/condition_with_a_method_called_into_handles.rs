//! A handle already has a method of this name.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Resetter, waiter = Raiser, waiter = Lowerer)]
impl Flag {
    #[wait(raise, by = Raiser, wakes = Lowerer)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[wait(lower, by = Lowerer, wakes = Raiser)]
    fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }

    #[notify]
    fn reset(&self) {
        self.raised.store(false, SeqCst);
    }

    fn into_handles(self) {}
}

fn main() {}
