//! A marker or an option has a new name.
//~ error at `shared`: `shared` is called `query` now
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

    #[wait(shared)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {
    let (notifier, mut waiter) = Flag { raised: false.into() }.into_pair();
    assert!(!notifier.is_raised() && !waiter.is_raised());
    drop(waiter.raised());
}
