//! A method is half-typed.
//~ as without the macro
//~ error at `lower`: missing `fn` for method definition
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
    lower(&self) {
        self.raised.store(false, SeqCst);
    }
}

fn main() {}
