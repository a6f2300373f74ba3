//! An option needs a feature that is off.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(pop, blocking)]
    fn try_pop(&self, least: u32) -> Option<u32> {
        self.raised.load(SeqCst).then_some(least)
    }
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise();
    let popped: u32 = waiter.pop(1).await;
    assert_eq!(waiter.blocking_pop(2), popped);
    assert_eq!(waiter.pop_timeout(Duration::MAX, 3).unwrap(), popped);
}

fn main() {}
