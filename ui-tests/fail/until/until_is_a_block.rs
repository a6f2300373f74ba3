//! `until` is not a closure with one parameter.
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(until = { raised.into_inner() })]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
