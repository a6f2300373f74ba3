//! Two weak orderings in one body are two mistakes.
//!
//! Several messages: several mistakes.
//~ error at `AcqRel`: with `sync = false`, `AcqRel` can lose a wakeup
//~ error at `Acquire`: with `sync = false`, `Acquire` can lose a wakeup
use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Count {
    count: AtomicUsize,
}

#[waitable(sync = false)]
impl Count {
    #[notify]
    fn add(&self) {
        let _ = self.count.compare_exchange(0, 1, Ordering::AcqRel, Ordering::Acquire);
    }

    #[wait(reached)]
    fn has_reached(&self, count: usize) -> bool {
        self.count.load(Ordering::SeqCst) >= count
    }
}

fn main() {}
