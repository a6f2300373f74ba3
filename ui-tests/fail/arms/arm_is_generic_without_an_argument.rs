//! An `#[arm]` or `#[disarm]` method has arguments that its check does not have, or a result.
//~ error at `<T>`: `#[arm]` methods cannot be generic: there is nothing to infer it from
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

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[arm]
    fn arm<T>(&self) {}
}

fn main() {}
