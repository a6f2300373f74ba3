//! A generic parameter of a method exists under a `cfg` only.
//~ error at `cfg`: a handle cannot pass on a parameter that exists only under a condition: put `#[cfg(…)]` on the method, and write it once for each case
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise<#[cfg(all())] T>(&self, by: T) {
        drop(by);
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
