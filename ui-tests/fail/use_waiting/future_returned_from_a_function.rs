//! A handle is used after it was moved.
//~ error at `waiter` in `waiter.raised`: error[E0597]: `waiter` does not live long enough
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

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn wait(mut waiter: FlagWaiter) -> impl Future<Output = ()> {
    waiter.raised()
}

fn main() {}
