//! Two handles have one name.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), notifier = FlagWaiter)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
