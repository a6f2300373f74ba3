use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

struct Count {
    left: AtomicUsize,
}

#[waitable]
impl Count {
    #[notify]
    fn add(&self) {
        self.left.fetch_add(1, SeqCst);
    }

    #[wait(all_done, by = notifier)]
    fn is_done(&self) -> bool {
        self.left.load(SeqCst) == 0
    }
}

fn main() {}
