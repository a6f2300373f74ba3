//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//!
//! Several messages: a lifetime that an impl lacks is another error than one that a field lacks.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag<'f> {
    raised: &'f AtomicBool,
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
}

fn main() {}
