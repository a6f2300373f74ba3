//! `until` is not a closure with one parameter.
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(until = |flag, other| flag.is_raised(other))]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
