//! The condition has other handles, or another number of them.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Resetter, waiter = Raiser, waiter = Lowerer)]
impl Flag {
    #[wait(raise, by = Raiser, wakes = Lowerer)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[wait(lower, by = Lowerer, wakes = Raiser)]
    fn try_lower(&self) -> bool {
        self.raised.swap(false, SeqCst)
    }

    #[notify]
    fn reset(&self) {
        self.raised.store(false, SeqCst);
    }
}

fn main() {
    let flag = Flag {
        raised: AtomicBool::new(false),
    };
    let (_resetter, _raiser, _lowerer) = flag.into_pair();
}
