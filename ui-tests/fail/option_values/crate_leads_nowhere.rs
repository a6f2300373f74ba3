//! `crate` leads nowhere, or to another crate.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), crate = no::such::path)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
