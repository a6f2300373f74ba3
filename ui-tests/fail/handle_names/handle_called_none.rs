//! An option has a value of the wrong kind, or none.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = none)]
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

fn main() {}
