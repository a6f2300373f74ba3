//! `by` or `wakes` names a wrong handle, or none.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify(by = receiver)]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

async fn run(flag: Flag) {
    let (_notifier, mut waiter) = flag.into_pair();
    waiter.raise();
    waiter.raised().await;
    assert!(waiter.is_raised());
}

fn main() {}
