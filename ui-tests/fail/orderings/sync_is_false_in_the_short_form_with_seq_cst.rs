//! `sync = false` where the macro does not see the changes.
//~ error at `sync = false`: `sync = false` is a promise about every change, and the macro does not see the closures that `notify` takes
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), sync = false)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
