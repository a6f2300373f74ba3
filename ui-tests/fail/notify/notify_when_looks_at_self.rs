//! A closure uses `self`.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

struct Count {
    left: AtomicUsize,
}

#[waitable]
impl Count {
    #[notify(when = |_| self.left.load(SeqCst) == 0)]
    fn done(&self) {
        self.left.fetch_sub(1, SeqCst);
    }

    #[wait(all_done)]
    fn is_done(&self) -> bool {
        self.left.load(SeqCst) == 0
    }
}

fn main() {}
