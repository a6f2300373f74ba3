//! It is not clear, or not possible, which handle has a method.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raised { seen: u32 = 0 })]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[query]
    fn seen(&self, #[field] seen: &u32) -> u32 {
        *seen
    }
}

fn main() {}
