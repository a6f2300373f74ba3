//! Mistakes that have nothing to do with each other are shown together.
//!
//! Several messages: several mistakes.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(storage = box, cached = 1)]
impl Flag {
    #[notify(by = receiver)]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(push)]
    fn try_push(&self, #[once] item: &Option<u32>) -> bool {
        item.is_some()
    }

    #[wait(next, stream)]
    fn try_next(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[arm(by = notifier)]
    fn enable(&self) {
        self.raised.store(false, SeqCst);
    }

    #[disarm]
    fn disable(&self) -> bool {
        self.raised.store(false, SeqCst);
        true
    }
}

fn main() {}
