//! A marker or an option has a new name.
//~ error at `once`: `once` is called `last` now
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify(once)]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {
    let (notifier, mut waiter) = Flag { raised: false.into() }.into_pair();
    notifier.raise();
    drop(waiter.raised());
}
