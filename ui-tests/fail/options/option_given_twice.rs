//! An option is given twice.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), sync = true, sync = false)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
