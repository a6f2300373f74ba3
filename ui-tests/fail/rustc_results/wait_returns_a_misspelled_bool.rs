//! A result or an argument has an undeclared type, or one without a size.
//~ as without the macro
//~ error at `Bool`: error[E0425]: cannot find type `Bool` in this scope
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
    fn is_raised(&self) -> Bool {
        todo!()
    }
}

fn main() {}
