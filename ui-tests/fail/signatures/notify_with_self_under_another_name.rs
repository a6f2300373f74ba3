//! A marked method does not take `self`.
//~ error at `this: &Self`: a `#[notify]` method must take `&self`: write it instead of this
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(this: &Self) {
        this.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {
    let (notifier, mut waiter) = Flag { raised: AtomicBool::new(false) }.into_pair();
    notifier.raise();
    drop(waiter.raised());
}
