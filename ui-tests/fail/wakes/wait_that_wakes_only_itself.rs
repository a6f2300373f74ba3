//! Nothing would ever wake a task that waits.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiters = Raised, notifier = none)]
impl Flag {
    #[wait(raised, wakes = raised)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
