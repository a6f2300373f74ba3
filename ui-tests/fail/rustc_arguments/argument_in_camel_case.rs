//! A lint of an argument fires once.
//~ as without the macro
//~ warning at `aName` in `is_raised(&self, aName`: variable `aName` should have a snake case name
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

pub struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    pub fn raise(&self, name: &str) {
        self.raised.store(name.is_empty(), SeqCst);
    }

    #[wait]
    pub fn is_raised(&self, aName: u32) -> bool {
        aName > 0 && self.raised.load(SeqCst)
    }
}

fn main() {}
