//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `LENGTH`: error[E0425]: cannot find value `LENGTH` in this scope
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
        self.raised.load(SeqCst)
    }

    #[notify]
    fn raise_each(&self, flags: [bool; LENGTH]) {
        self.raised.store(flags.contains(&true), SeqCst);
    }
}

fn main() {}
