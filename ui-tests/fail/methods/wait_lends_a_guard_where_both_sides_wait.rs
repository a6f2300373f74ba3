use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Mutex, MutexGuard};

struct Flag {
    raised: AtomicBool,
    count: Mutex<u32>,
}

#[waitable]
impl Flag {
    #[wait(raise, by = notifier)]
    fn try_raise(&self) -> bool {
        !self.raised.swap(true, SeqCst)
    }

    #[wait(count)]
    fn try_count(&self) -> Option<MutexGuard<'_, u32>> {
        self.count.try_lock().ok()
    }
}

fn main() {}
