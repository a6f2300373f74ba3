//! A marked method takes another receiver than `&self`.
//~ error at `self` in `(self)`: a `#[wait]` method must take `&self`
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
    fn is_raised(self) -> bool {
        self.raised.into_inner()
    }
}

fn main() {}
