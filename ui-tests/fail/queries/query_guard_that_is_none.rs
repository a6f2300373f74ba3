//! A `#[query]` method returns no guard.
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

    #[wait(raised)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[query(guard)]
    fn is_up(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
