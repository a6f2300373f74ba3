//! `storage` has a value that it does not accept.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), storage = &borrowed)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
