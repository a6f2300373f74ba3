//! Two `#[waitable]` are on one type.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
#[waitable(until = |flag| flag.raised.load(SeqCst))]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
