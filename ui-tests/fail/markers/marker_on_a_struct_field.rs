//! A marker is in a place that is not for it.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
struct Flag {
    #[wait]
    raised: AtomicBool,
}

fn main() {}
