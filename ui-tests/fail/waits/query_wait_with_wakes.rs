//! `by` or `wakes` names a wrong handle, or none.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raiser, waiter = Lowerer)]
impl Flag {
    #[wait(raised, by = Raiser, query, wakes = Lowerer)]
    fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(lower, by = Lowerer, wakes = Raiser)]
    fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }

    #[notify(by = [Raiser, Lowerer])]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }
}

fn main() {}
