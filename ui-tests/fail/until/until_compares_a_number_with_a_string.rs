//! An error in a closure has nothing to do with the macro.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

#[waitable(until = |count| count.value.load(SeqCst) > "3")]
struct Count {
    value: AtomicU32,
}

fn main() {}
