//! `crate` leads nowhere, or to another crate.
//!
//! Hidden: the module that is imported from the wrong crate.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), crate = std)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
