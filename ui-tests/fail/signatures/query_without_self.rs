//! A marked method does not take `self`.
//~ error at `new` in `fn new`: a `#[query]` method must take `&self`
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
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[query]
    fn new() -> Self {
        Self {
            raised: AtomicBool::new(false),
        }
    }
}

fn main() {}
