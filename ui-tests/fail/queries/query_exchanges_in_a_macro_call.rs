//! A `#[query]` method changes the condition.
//~ error at `compare_exchange`: `compare_exchange` changes the condition, and a `#[query]` method wakes nobody
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

    #[query]
    fn lower(&self) -> bool {
        matches!(
            self.raised.compare_exchange(true, false, SeqCst, SeqCst),
            Ok(_)
        )
    }
}

fn main() {}
