//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `raised` in `raised.load`: error[E0425]: cannot find value `raised` in this scope
//~ and: you might have meant to use the available field
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
        raised.load(SeqCst)
    }
}

fn main() {}
