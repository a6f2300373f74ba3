//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `least`: unused variable: `least`
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
        self.raised.store(true, SeqCst);
    }

    #[wait(reached)]
    fn has_reached(&self, least: u32) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
