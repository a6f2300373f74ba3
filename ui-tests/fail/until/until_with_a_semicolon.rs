//! An option has a value of the wrong kind, or none.
//~ error at `;` in `(SeqCst);`: expected a comma between two options
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst);)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
