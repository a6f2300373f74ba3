//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `raise` in `raise()`: error[E0599]: no method named `raise` found for struct `AtomicBool` in the current scope
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.raise();
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
