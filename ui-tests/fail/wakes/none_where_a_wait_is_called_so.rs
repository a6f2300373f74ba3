//! `wakes` names something that cannot be woken, or not by this name.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify(wakes = none)]
    fn lower(&self) {
        self.raised.store(false, SeqCst);
    }

    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(none, wakes = none)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
