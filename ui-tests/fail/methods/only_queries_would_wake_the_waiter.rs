use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[wait(raised, shared, by = notifier)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(lowered)]
    fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }
}

fn main() {}
