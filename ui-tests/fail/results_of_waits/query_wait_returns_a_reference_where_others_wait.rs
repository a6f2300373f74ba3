//! A check returns a borrow although other waiters wait.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Raiser, waiter = Lowerer)]
impl Flag {
    #[wait(raise, by = Raiser, wakes = Lowerer)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[wait(lower, by = Lowerer, wakes = Raiser)]
    fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }

    #[wait(raised, by = Lowerer, query)]
    fn try_raised(&self) -> Option<&AtomicBool> {
        self.raised.load(SeqCst).then_some(&self.raised)
    }
}

fn main() {}
