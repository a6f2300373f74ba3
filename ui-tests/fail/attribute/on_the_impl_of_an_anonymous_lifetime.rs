//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag<'a> {
    raised: &'a AtomicBool,
}

#[waitable]
impl Flag<'_> {
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
