//! A weak ordering with `sync = false`, in an update.
//~ error at `Release` in `(Release, SeqCst`: with `sync = false`, `Release` can lose a wakeup
use spmc_waker::waitable;
use std::sync::atomic::{
    AtomicUsize,
    Ordering::{Release, SeqCst},
};

struct Count {
    count: AtomicUsize,
}

#[waitable(sync = false)]
impl Count {
    #[notify]
    fn add(&self) {
        let _ = self
            .count
            .try_update(Release, SeqCst, |count| count.checked_add(1));
    }

    #[wait]
    fn is_reached(&self, count: usize) -> bool {
        self.count.load(SeqCst) >= count
    }
}

fn main() {}
