//! A `#[query]` method changes the condition.
//~ error at `fetch_and`: `fetch_and` changes the condition
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
        AtomicBool::fetch_and(&self.raised, false, SeqCst)
    }
}

fn main() {}
