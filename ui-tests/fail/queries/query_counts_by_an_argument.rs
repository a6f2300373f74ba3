//! A `#[query]` method changes the condition.
//~ error at `fetch_or`: `fetch_or` changes the condition
use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

struct Count {
    count: AtomicUsize,
}

#[waitable]
impl Count {
    #[notify]
    fn add(&self) {
        self.count.fetch_add(1, SeqCst);
    }

    #[wait]
    fn is_reached(&self, count: usize) -> bool {
        self.count.load(SeqCst) >= count
    }

    #[query]
    fn set(&self, bits: usize) -> usize {
        self.count.fetch_or(bits, SeqCst)
    }
}

fn main() {}
