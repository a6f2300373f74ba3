//! An `#[arm]` or `#[disarm]` method has arguments that its check does not have, or a result.
//~ error at `_least: u32` in `enable(&self, _least: u32) {}`: an `#[arm]` method takes `&self` alone, or all the arguments of its check `is_raised`, which are 2
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

    #[cfg(all())]
    #[wait(raised)]
    fn is_raised(&self, least: u32, most: u32) -> bool {
        self.raised.load(SeqCst) && least < most
    }

    #[cfg(not(all()))]
    #[wait(raised)]
    fn is_raised(&self, least: u32) -> bool {
        self.raised.load(SeqCst) && least > 0
    }

    #[cfg(all())]
    #[arm]
    fn enable(&self, _least: u32) {}

    #[cfg(not(all()))]
    #[arm]
    fn enable(&self, _: u32) {}
}

fn main() {}
