//! `one` names something that it cannot choose from.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiters = Raised)]
impl Flag {
    #[notify(wakes = one)]
    fn raise(&self) {
        self.raised.store(false, SeqCst);
    }

    #[wait(raised, wakes = none)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
