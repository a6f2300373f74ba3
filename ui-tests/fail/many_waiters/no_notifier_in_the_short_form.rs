//! It is not clear which handles there are.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), waiters, notifier = none)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
