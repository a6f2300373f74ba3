//! A wait has no name, and its method's name has no prefix to remove.
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
    fn raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
