//! A weak ordering with `sync = false`, however it is written.
//~ error at `Relaxed`: with `sync = false`, `Relaxed` can lose a wakeup
use spmc_waker::waitable;
use std::sync::atomic::{self as order, AtomicUsize};

struct Count {
    count: AtomicUsize,
}

#[waitable(sync = false)]
impl Count {
    #[notify]
    fn add(&self) {
        self.count.fetch_add(1, order::Ordering::Relaxed);
    }

    #[wait(reached)]
    fn has_reached(&self, count: usize) -> bool {
        self.count.load(order::Ordering::SeqCst) >= count
    }
}

fn main() {}
