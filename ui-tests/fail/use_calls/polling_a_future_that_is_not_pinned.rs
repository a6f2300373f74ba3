//! A handle is used like the condition inside it.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::Context;

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn poll(waiter: &mut FlagWaiter, cx: &mut Context<'_>) {
    _ = waiter.raised().poll(cx);
}

fn main() {}
