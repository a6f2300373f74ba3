//! A `#[query]` method returns nothing, or a value that can change the condition.
use spmc_waker::waitable;
use std::{
    future::Future,
    sync::atomic::{AtomicBool, Ordering::SeqCst},
};

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

    #[query]
    fn lowered(&self) -> impl Future<Output = ()> {
        std::future::ready(())
    }
}

fn main() {}
