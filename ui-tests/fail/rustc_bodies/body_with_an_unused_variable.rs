//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `raised` in `let raised`: unused variable: `raised`
#![deny(unused_variables)]
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        let raised = true;
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
