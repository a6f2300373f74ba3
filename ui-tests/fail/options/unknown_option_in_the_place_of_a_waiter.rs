//! An option is misspelled, so its value is missing, too.
//~ error at `watier`: unknown option `watier`: did you mean `waiter`, for one task that waits, or `waiters`, for any number?
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(watier = Raised)]
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

fn keep(_: Raised) {}

fn main() {}
