//! A weak ordering with `sync = false`, where an exchange fails.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Count {
    count: AtomicUsize,
}

#[waitable(sync = false)]
impl Count {
    #[notify]
    fn add(&self) {
        let _ = self.count.compare_exchange(0, 1, Ordering::SeqCst, Ordering::Relaxed);
    }

    #[wait(reached)]
    fn has_reached(&self, count: usize) -> bool {
        self.count.load(Ordering::SeqCst) >= count
    }
}

fn main() {}
