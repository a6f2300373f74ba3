//! A result or an argument has a hidden lifetime, `impl Trait`, or `_`.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Mutex, MutexGuard};

struct Flag {
    raised: AtomicBool,
    count: Mutex<u32>,
}

#[waitable]
impl Flag {
    #[notify]
    fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    #[wait]
    fn try_lock(&self) -> Option<MutexGuard<u32>> {
        self.count.try_lock().ok()
    }
}

fn main() {}
