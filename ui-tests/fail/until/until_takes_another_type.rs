//! An error in a closure has nothing to do with the macro.
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(until = |flag: &bool| *flag)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
