//! A closure uses `self`.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst) && self.raised.load(SeqCst))]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
