//! A hook has arguments or a result, or names its handles wrongly.
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

    #[wait(raised)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[on_drop(by = waiter)]
    fn lower(&self) {
        self.raised.store(false, SeqCst);
    }
}

fn main() {}
