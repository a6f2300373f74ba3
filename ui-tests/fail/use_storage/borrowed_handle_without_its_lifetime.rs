//! A handle outlives the `Waitable` that it borrows.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), storage = borrowed)]
struct Flag {
    raised: AtomicBool,
}

struct Driver {
    waiter: FlagWaiter,
}

fn main() {}
