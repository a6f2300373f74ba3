//! Two handles have one name.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Flag {
    raised: AtomicBool,
}

#[waitable(waiter = Handle, waiter = Handle)]
impl Flag {
    #[notify(by = Handle)]
    fn set(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait(raise, by = Handle)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }
}

fn main() {}
