//! `await` is on a second wait, or on a wait that cannot be the handle's future.
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

    #[wait(reached, await)]
    fn has_reached(&self, least: &str) -> Option<usize> {
        self.raised.load(SeqCst).then(|| least.len())
    }
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.raise();
    let reached: usize = waiter.reached("up").await;
    assert_eq!(waiter.has_reached("up"), Some(reached));
    assert_eq!(waiter.await, reached);
}

fn main() {}
