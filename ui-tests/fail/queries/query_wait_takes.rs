//! A `#[query]` method changes the condition.
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

    #[wait(raised, query)]
    fn is_raised(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }
}

fn main() {}
