//! A handle already has a method of this name.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(storage = borrowed)]
impl Flag {
    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[notify]
    fn new(&self) {
        self.raised.store(true, SeqCst);
    }
}

fn main() {}
