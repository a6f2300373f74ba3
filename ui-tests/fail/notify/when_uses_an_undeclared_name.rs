//! An error in a closure has nothing to do with the macro.
//~ error at `raised` in `|_| raised`: error[E0425]: cannot find value `raised` in this scope
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify(when = |_| raised)]
    fn raise(&self) -> bool {
        self.raised.swap(true, SeqCst)
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
