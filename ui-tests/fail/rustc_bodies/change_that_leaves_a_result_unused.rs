//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `std::fs::read("raised")`: unused `Result` that must be used
#![deny(unused_must_use)]
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.fetch_or(true, SeqCst);
        std::fs::read("raised");
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
