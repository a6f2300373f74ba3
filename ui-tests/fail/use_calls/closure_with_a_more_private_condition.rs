//! A type is more private than what is generated from it.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

mod flags {
    use super::*;

    #[waitable(until = |flag| flag.raised.load(SeqCst), notifier = pub Raiser, waiter = pub Raised)]
    #[derive(Default)]
    struct Flag {
        raised: AtomicBool,
    }

    pub fn flag() -> (Raiser, Raised) {
        Flag::default().into_pair()
    }
}

fn main() {
    let _handles = flags::flag();
}
