//! An `#[arm]` or `#[disarm]` method has arguments that its check does not have, or a result.
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

    #[wait(raised)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[disarm]
    fn disable(&self) -> bool {
        self.raised.store(false, SeqCst);
        true
    }
}

fn main() {}
