//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//!
//! Several messages: rustc gives the error wherever the type is named, and generated items name it.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag<T: Copy> {
    raised: AtomicBool,
    value: T,
}

#[waitable]
impl<T> Flag<T> {
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
