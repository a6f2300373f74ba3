//! The handle already has an impl that is written by hand.
//~ error at `Raiser` in `notifier = Raiser`: conflicting implementations of trait `Clone` for type `Raiser`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Raiser)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

impl Clone for Raiser {
    fn clone(&self) -> Self {
        unimplemented!()
    }
}

fn main() {}
