//! A handle is used after it was moved.
//~ error at `async move { waiter.raised().await }`: lifetime may not live long enough
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

fn wait(waiter: &mut FlagWaiter) -> impl Future<Output = ()> + 'static {
    async move { waiter.raised().await }
}

fn main() {}
