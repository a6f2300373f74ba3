//! A `#[notify(guard)]` method returns no guard, or an error that holds one.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify(guard)]
    fn raise(&self) -> u32 {
        u32::from(self.raised.swap(true, SeqCst))
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
