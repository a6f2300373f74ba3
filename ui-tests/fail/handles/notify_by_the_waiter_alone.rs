//! The waiter would wait forever, or has nothing to wait for.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[wait(raised)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[notify(by = waiter)]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }
}

fn main() {}
