//! A marked method is `async`, `unsafe` or `extern`, or is not a method.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    async fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise().await;
    waiter.raised().await;
    assert!(waiter.is_raised());
}

fn main() {}
