//! `until` does not return `bool`, and does not declare another type.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| u32::from(flag.raised.load(SeqCst)))]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
