//! Options of `#[notify]` do not exist, or do not go together.
//~ error at `lazy`: unknown option `lazy` of `#[notify]`: expected `when`, `cold`, `guard`, `last`, `by` or `wakes`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify(lazy)]
    fn raise<T>(&self, value: T) -> Option<T> {
        self.raised.swap(true, SeqCst).then_some(value)
    }

    #[wait(raised)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    let value: Option<char> = notifier.raise('v');
    assert!(value.is_none());
    waiter.raised().await;
    assert!(waiter.is_raised());
}

fn main() {}
