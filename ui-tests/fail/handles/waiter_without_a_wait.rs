//! One of several waiters has no name, is never woken, or never waits.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raiser, waiter = Lowerer)]
impl Flag {
    #[wait(raise, by = Raiser)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[notify(by = Lowerer)]
    fn lower(&self) {
        self.raised.store(false, SeqCst);
    }
}

fn main() {}
