//! A marker or an option has a new name.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

struct Count {
    count: AtomicU32,
}

#[waitable]
impl Count {
    #[notify]
    fn add(&self) {
        self.count.fetch_add(1, SeqCst);
    }

    #[wait(reached)]
    fn has_reached(&self, count: u32) -> bool {
        self.count.load(SeqCst) >= count
    }

    #[shared]
    fn count(&self) -> u32 {
        self.count.load(SeqCst)
    }
}

fn main() {
    let (notifier, waiter) = Count { count: 0.into() }.into_pair();
    assert_eq!(notifier.count(), waiter.count());
}
