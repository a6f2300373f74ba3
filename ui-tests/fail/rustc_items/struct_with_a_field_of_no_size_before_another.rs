//! The struct, or the head of the impl, is one that rustc rejects.
//~ as without the macro
//~ error at `[bool]` in `[bool],`: error[E0277]: the size for values of type `[bool]` cannot be known at compilation time
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    log: [bool],
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
}

fn main() {}
