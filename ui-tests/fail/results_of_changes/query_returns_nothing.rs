//! A `#[query]` method returns nothing, or a value that can change the condition.
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
    fn lower(&self) {
        self.raised.store(false, SeqCst);
    }
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.lower();
    notifier.raise();
    waiter.raised().await;
    waiter.lower();
}

fn main() {}
