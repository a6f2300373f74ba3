//! The attribute is on something other than a struct or an inherent impl.
//~ as without the macro
//~ error at `Flag` in `impl Flag`: error[E0197]: inherent impls cannot be unsafe
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
unsafe impl Flag {
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
