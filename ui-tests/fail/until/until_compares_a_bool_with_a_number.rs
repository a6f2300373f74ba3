//! An error in a closure has nothing to do with the macro.
//~ error at `1`: error[E0308]: mismatched types
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst) == 1)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
