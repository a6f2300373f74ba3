//! The name of a wait is not an identifier.
//~ error at `'up`: expected `#[wait(NAME)]`, and after the name `await`, `stream`, `sink`, `blocking`, `within`, `budget = N`, `query`, `by = HANDLE`, `wakes = WAIT`, `future = NAME` or `doc = "…"`
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

    #[wait('up)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
