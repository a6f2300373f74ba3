//! A `#[query]` method changes the condition.
//~ error at `compare_and_swap`: `compare_and_swap` changes the condition
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

    #[allow(deprecated)]
    #[query]
    fn lower(&self) -> bool {
        self.raised.compare_and_swap(true, false, SeqCst)
    }
}

fn main() {}
