//! A marked method does not take `self`.
//~ error at `is_raised`: a `#[wait]` method must take `&self`
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
    fn is_raised() -> bool {
        true
    }
}

fn main() {}
