//! The attribute is on something other than a struct or an inherent impl.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

trait Raise {
    fn raise(&self);
    fn is_raised(&self) -> bool;
}

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Raise for Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
