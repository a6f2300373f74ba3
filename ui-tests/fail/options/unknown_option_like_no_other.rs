//! There is no such option.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), executor = tokio)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
