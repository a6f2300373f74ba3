//! An argument exists under a `cfg` only.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

struct Count {
    count: AtomicU32,
}

#[waitable]
impl Count {
    #[notify]
    fn add(&self, by: u32, #[cfg(any())] twice: bool) {
        self.count.fetch_add(by, SeqCst);
    }

    #[wait(reach)]
    fn has_reached(&self, count: u32) -> bool {
        self.count.load(SeqCst) >= count
    }
}

fn main() {}
