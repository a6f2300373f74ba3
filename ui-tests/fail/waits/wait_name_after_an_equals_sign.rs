//! The name of a wait is not an identifier.
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

    #[wait = up]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

async fn run(mut waiter: FlagWaiter) {
    waiter.up().await;
}

fn main() {}
