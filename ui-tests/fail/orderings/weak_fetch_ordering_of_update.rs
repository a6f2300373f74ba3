//! A weak ordering with `sync = false`, in an update.
//~ error at `Acquire` in `SeqCst, Acquire`: with `sync = false`, `Acquire` can lose a wakeup
use spmc_waker::waitable;
use std::sync::atomic::{
    AtomicUsize,
    Ordering::{Acquire, SeqCst},
};

struct Count {
    count: AtomicUsize,
}

#[waitable(sync = false)]
impl Count {
    #[notify]
    fn add(&self) {
        self.count.update(SeqCst, Acquire, |count| count + 1);
    }

    #[wait]
    fn is_reached(&self, count: usize) -> bool {
        self.count.load(SeqCst) >= count
    }
}

fn main() {}
