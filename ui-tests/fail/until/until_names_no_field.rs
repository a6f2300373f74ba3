//! An error in a closure has nothing to do with the macro.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.risen.load(SeqCst))]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
