//! A weak ordering with `sync = false`, however it is written.
//~ error at `Relaxed`: with `sync = false`, `Relaxed` can lose a wakeup
use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Count {
    count: AtomicUsize,
}

#[waitable(sync = false)]
impl Count {
    #[notify]
    fn add(&self) {
        assert!(self.count.fetch_add(1, Ordering::Relaxed) < 10);
    }

    #[wait(reached)]
    fn has_reached(&self, count: usize) -> bool {
        self.count.load(Ordering::SeqCst) >= count
    }
}

fn main() {}
