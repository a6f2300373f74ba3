//! A marked method is `async`, `unsafe` or `extern`, or is not a method.
//~ error at `unsafe`: a `#[wait]` method cannot be `unsafe`
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
    unsafe fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
