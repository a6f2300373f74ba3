//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `Reason`: error[E0425]: cannot find type `Reason` in this scope
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

    #[notify(last)]
    fn finish(&self, reason: Reason) {
        self.raised.store(true, SeqCst);
    }
}

fn main() {}
