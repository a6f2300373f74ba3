//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//~ as without the macro
//~ error at `impl (AtomicBool, u32)`: error[E0390]: cannot define inherent `impl` for primitive types
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable]
impl (AtomicBool, u32) {
    #[notify]
    fn raise(&self) {
        self.0.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.0.load(SeqCst)
    }
}

fn main() {}
