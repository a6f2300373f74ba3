//! `until` is not a closure with one parameter.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag: Flag| flag.raised.load(SeqCst))]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
