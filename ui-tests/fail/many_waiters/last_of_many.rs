//! `waiters` are given what only one `waiter` can have.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiters = Raised)]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raised, wakes = none)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[notify(last, by = Raised)]
    fn lower(&self) {
        self.raised.store(false, SeqCst);
    }
}

fn main() {}
