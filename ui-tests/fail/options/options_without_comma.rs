//! An option has a value of the wrong kind, or none.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), sync = true cached = true)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
