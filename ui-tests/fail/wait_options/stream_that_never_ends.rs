//! A wait does not fit a stream.
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

    #[wait(next, stream)]
    fn try_next(&self) -> Option<u32> {
        self.raised.swap(false, SeqCst).then_some(1)
    }
}

fn main() {}
