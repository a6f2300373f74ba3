//! An option is misspelled, so that what it says is missing too.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), "borrowed")]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
