//! `until` does not return `bool`, and does not declare another type.
//~ error at `if flag.raised.load(SeqCst) { true }`: error[E0317]: `if` may be missing an `else` clause
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| if flag.raised.load(SeqCst) { true })]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
