//! An error in a closure has nothing to do with the macro.
//~ error at `flag.raised.load(SeqCst)?`: error[E0277]: the `?` operator can only be applied to values that implement `Try`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst)?)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
