//! No method has a marker.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
