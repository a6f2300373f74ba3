//! A weak ordering with `sync = false`, in an update.
//~ error at `Relaxed`: with `sync = false`, `Relaxed` can lose a wakeup
use spmc_waker::waitable;
use std::sync::atomic::{
    AtomicUsize,
    Ordering::{self as order, SeqCst},
};

struct Count {
    count: AtomicUsize,
}

#[waitable(sync = false)]
impl Count {
    #[notify]
    fn add(&self) {
        self.count.fetch_add(1, SeqCst);
    }

    #[wait(taken)]
    fn try_taken(&self) -> bool {
        let taken = self
            .count
            .try_update(SeqCst, order::Relaxed, |count| count.checked_sub(1));
        taken.is_ok()
    }
}

fn main() {}
