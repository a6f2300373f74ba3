//! There is no such option.
//!
//! Several messages: several mistakes.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), snyc = true, cache = false)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
