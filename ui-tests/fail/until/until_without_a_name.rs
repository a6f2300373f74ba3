//! An option is in the wrong place, has generics, or has `pub` in the wrong place.
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(|flag| flag.is_raised())]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
