//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `self.raised.load(SeqCst)`: error[E0004]: non-exhaustive patterns: `false` not covered
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
        match self.raised.load(SeqCst) {
            true => true,
        }
    }
}

fn main() {}
