//! A `#[query]` method changes the condition.
//~ error at `add` in `count.add`: `add` changes the condition
use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering, Ordering::SeqCst};

/// As those of `portable-atomic` are.
struct Atomic(AtomicUsize);

impl Atomic {
    fn add(&self, value: usize, order: Ordering) {
        self.0.fetch_add(value, order);
    }
}

struct Count {
    count: Atomic,
}

#[waitable]
impl Count {
    #[notify]
    fn set(&self, count: usize) {
        self.count.0.store(count, SeqCst);
    }

    #[wait]
    fn is_reached(&self, count: usize) -> bool {
        self.count.0.load(SeqCst) >= count
    }

    #[query]
    fn next(&self) -> usize {
        self.count.add(1, SeqCst);
        self.count.0.load(SeqCst)
    }
}

fn main() {}
