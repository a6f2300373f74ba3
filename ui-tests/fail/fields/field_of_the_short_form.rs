//! A handle cannot have such a field.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), waiter = Raised { seen: u32 = 0 })]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
