//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `self.raised.load(SeqCst)` in `u32 { self.raised.load(SeqCst) }`: error[E0308]: mismatched types
//~ and: expected `u32`, found `bool`
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
    fn count(&self) -> u32 {
        self.raised.load(SeqCst)
    }
}

fn main() {}
