//! It is not clear, or not possible, which handle has a method.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Raiser, waiter = Raised, waiter = Lowered)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised, by = [Raised, Lowered], wakes = none)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[arm(raised)]
    fn enable(&self) {
        self.raised.store(false, SeqCst);
    }
}

fn main() {}
