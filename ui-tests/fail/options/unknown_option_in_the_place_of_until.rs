//! An option is misspelled, so that what it says is missing too.
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(util = |flag| flag.is_raised())]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
