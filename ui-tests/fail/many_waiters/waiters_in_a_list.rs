//! It is not clear which handles there are.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiters = [Raised, Lowered])]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised, wakes = none)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
