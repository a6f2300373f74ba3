//! Two `#[waitable]` are on one type.
//!
//! Several messages: neither expansion knows of the other, and rustc finds each item twice.
//! Hidden: the import of the runtime, which is named after the type, exists twice, too.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Raiser, waiter = Raised)]
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

fn main() {}
