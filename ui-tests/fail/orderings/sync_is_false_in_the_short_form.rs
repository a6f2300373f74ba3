//! `sync = false` where the macro does not see the changes.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

#[waitable(sync = false, until = |flag| flag.raised.load(Relaxed))]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
