//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `Fn()`: error[E0782]: expected a type, found a trait
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
    fn raise_after(&self, action: &Fn()) {
        action();
        self.raised.store(true, SeqCst);
    }
}

fn main() {}
