//! `waiters` are given what only one `waiter` can have.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raised { seen: u32 = 0 }, waiter = Lowered { seen: u32 = 0 })]
impl Flag {
    #[wait(raised, by = Raised, wakes = Lowered)]
    fn try_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[wait(lowered, by = Lowered, wakes = Raised)]
    fn try_lowered(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[on_drop(Raised, Lowered)]
    fn lower(&self, #[field] seen: &mut u32) {
        *seen = 0;
    }
}

fn main() {}
