//! A weak ordering with `sync = false`, in a body.
//~ error at `Release`: with `sync = false`, `Release` can lose a wakeup
use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Count {
    count: AtomicUsize,
}

#[waitable(sync = false)]
impl Count {
    #[notify]
    fn add(&self) {
        self.count.fetch_add(1, Ordering::Release);
    }

    #[wait(reached)]
    fn has_reached(&self, count: usize) -> bool {
        self.count.load(Ordering::SeqCst) >= count
    }
}

fn main() {}
