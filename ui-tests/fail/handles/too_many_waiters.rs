//! One of several waiters has no name, is never woken, or never waits.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(
    waiter = W1, waiter = W2, waiter = W3, waiter = W4, waiter = W5, waiter = W6, waiter = W7,
    waiter = W8, waiter = W9, waiter = W10, waiter = W11, waiter = W12, waiter = W13, waiter = W14,
    waiter = W15, waiter = W16, waiter = W17, waiter = W18, waiter = W19, waiter = W20,
    waiter = W21, waiter = W22, waiter = W23, waiter = W24, waiter = W25, waiter = W26,
    waiter = W27, waiter = W28, waiter = W29, waiter = W30, waiter = W31, waiter = W32,
    waiter = W33
)]
impl Flag {
    #[wait(raise, by = W1)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }
}

fn main() {}
