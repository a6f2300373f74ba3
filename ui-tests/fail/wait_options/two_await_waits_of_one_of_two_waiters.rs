//! `await` is on a second wait, or on a wait that cannot be the handle's future.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raiser, waiter = Lowerer)]
impl Flag {
    #[wait(raise, await, by = Raiser, wakes = Lowerer)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[wait(lower, by = Lowerer, wakes = Raiser)]
    fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }

    #[wait(raise_again, await, by = Raiser, wakes = Lowerer)]
    fn try_raise_again(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }
}

fn main() {}
