//! `by` or `wakes` names a wrong handle, or none.
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

    #[wait(lower, wakes = notifier)]
    fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }
}

fn main() {}
