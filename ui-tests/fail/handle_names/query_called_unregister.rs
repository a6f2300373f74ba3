//! A handle already has a method of this name.
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

    #[query]
    fn unregister(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    assert!(!notifier.unregister());
    notifier.raise();
    waiter.raised().await;
    assert!(waiter.unregister());
}

fn main() {}
