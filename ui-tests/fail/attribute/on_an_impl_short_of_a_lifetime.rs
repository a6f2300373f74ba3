//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//!
//! Several messages: a missing lifetime is one error in an impl, and another error in a field.
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
