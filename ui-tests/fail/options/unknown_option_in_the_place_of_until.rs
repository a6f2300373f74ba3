//! An option is misspelled, so its value is missing, too.
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(util = |flag| flag.is_raised())]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
