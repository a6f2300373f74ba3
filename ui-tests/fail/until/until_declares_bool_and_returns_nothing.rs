//! `until` does not return `bool`, and does not declare another type.
//~ error at `{ flag.raised.load(SeqCst); }`: error[E0308]: mismatched types
//~ and: remove this semicolon to return this value
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| -> bool { flag.raised.load(SeqCst); })]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
