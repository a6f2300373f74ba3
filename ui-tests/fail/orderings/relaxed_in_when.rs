//! A weak ordering with `sync = false`, in `when`.
//~ error at `Relaxed`: with `sync = false`, `Relaxed` can lose a wakeup
use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering};

static LEFT: AtomicUsize = AtomicUsize::new(0);

struct Count {
    count: AtomicUsize,
}

#[waitable(sync = false)]
impl Count {
    #[notify(when = |_| LEFT.load(Ordering::Relaxed) == 0)]
    fn add(&self) {
        self.count.fetch_add(1, Ordering::SeqCst);
    }

    #[wait(reached)]
    fn has_reached(&self, count: usize) -> bool {
        self.count.load(Ordering::SeqCst) >= count
    }
}

fn main() {}
