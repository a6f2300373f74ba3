//! A lint of an argument fires once.
//~ as without the macro
//~ warning at `Old` in `old: Old`: use of deprecated struct `Old`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[deprecated]
pub struct Old;

pub struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    pub fn raise(&self, old: Old) {
        _ = old;
        self.raised.store(true, SeqCst);
    }

    #[wait]
    pub fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
