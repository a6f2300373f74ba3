//! `until` is not a closure with one parameter.
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(until = || true)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
