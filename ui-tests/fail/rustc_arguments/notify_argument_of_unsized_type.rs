//! A result or an argument has an undeclared type, or one without a size.
//~ as without the macro
//~ error at `[u8]`: error[E0277]: the size for values of type `[u8]` cannot be known at compilation time
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self, names: [u8]) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
