//! An option is misspelled, so its value is missing, too.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), "borrowed")]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
