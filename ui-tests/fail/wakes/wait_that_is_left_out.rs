//! Nothing would ever wake a task that waits.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify(wakes = raised)]
    fn raise(&self) {
        self.raised.store(false, SeqCst);
    }

    #[wait(raised, wakes = none)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(lowered, wakes = none)]
    fn try_lowered(&self) -> bool {
        !self.raised.load(SeqCst)
    }
}

fn main() {}
