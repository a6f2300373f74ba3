//! It is not clear, or not possible, which handle has a method.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Raiser, waiters = Raised { seen: u32 = 0 }, waiter = Lowered { seen: u64 = 0 })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised, by = [Raised, Lowered], wakes = none)]
    fn try_raised(&self, #[field] seen: &mut u32) -> bool {
        *seen == 0
    }
}

fn main() {}
