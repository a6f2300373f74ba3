//! `#[once]` is on something other than the `&mut Option<T>` of a wait.
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
    fn is_raised(#[once] &self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
