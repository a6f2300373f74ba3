//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//!
//! Several messages: rustc rejects the user's impl, and that of `Condition`, too.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable]
impl AtomicBool {
    #[notify]
    fn raise(&self) {
        self.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.load(SeqCst)
    }
}

fn main() {}
