//! A handle is used after it was moved.
//~ error at `notifier` in `notifier.raise`: error[E0382]: borrow of moved value: `notifier`
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

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    let other: FlagNotifier = notifier;
    notifier.raise();
    other.raise();
    waiter.raised().await;
}

fn main() {}
