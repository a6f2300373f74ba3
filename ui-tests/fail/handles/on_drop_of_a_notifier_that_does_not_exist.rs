//! A hook has arguments or a result, or names its handles wrongly.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raiser, waiter = Lowerer)]
impl Flag {
    #[wait(raise, by = Raiser, wakes = Lowerer)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[wait(lower, by = Lowerer, wakes = Raiser)]
    fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }

    #[on_drop(notifier)]
    fn reset(&self) {
        self.raised.store(false, SeqCst);
    }
}

fn main() {}
