//! A weak ordering with `sync = false`, however it is written.
use spmc_waker::waitable;
use std::sync::atomic::{
    AtomicUsize,
    Ordering::{Relaxed, SeqCst},
};

struct Count {
    count: AtomicUsize,
}

#[waitable(sync = false)]
impl Count {
    #[notify]
    fn add(&self) {
        self.count.fetch_add(1, Relaxed);
    }

    #[wait(reached)]
    fn has_reached(&self, count: usize) -> bool {
        self.count.load(SeqCst) >= count
    }
}

fn main() {}
