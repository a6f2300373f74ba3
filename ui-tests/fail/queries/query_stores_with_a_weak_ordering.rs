//! A `#[query]` method changes the condition.
//~ error at `store` in `store(false`: `store` changes the condition
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering, Ordering::SeqCst};

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

    #[query]
    fn lower(&self) -> bool {
        self.raised.store(false, Ordering::Release);
        true
    }
}

fn main() {}
