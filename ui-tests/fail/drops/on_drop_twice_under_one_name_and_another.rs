//! A hook has arguments or a result, or names its handles wrongly.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

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

    #[on_drop(Raiser)]
    fn close(&self) {}

    #[on_drop(Raised, notifier)]
    fn close_again(&self) {}
}

fn main() {}
