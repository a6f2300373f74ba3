//! Something else already has a generated name.
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

    #[wait(raised, future = Wait, wakes = none)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(lowered, future = Wait)]
    fn is_lowered(&self) -> bool {
        !self.raised.load(SeqCst)
    }
}

fn main() {}
