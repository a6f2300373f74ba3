//! A method returns a future, in which the change comes after the wake.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify(guard)]
    fn raise(&self) -> impl Future<Output = ()> {
        async { self.raised.store(true, SeqCst) }
    }

    #[wait]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }
}

fn main() {}
