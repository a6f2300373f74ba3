//! A marked method is `async`, `unsafe` or `extern`, or is not a method.
//~ error at `async` in `async fn is_raised`: a `#[wait]` method cannot be `async`
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

    #[wait(raised)]
    async fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise();
    waiter.raised().await;
    assert!(waiter.is_raised().await);
}

fn main() {}
