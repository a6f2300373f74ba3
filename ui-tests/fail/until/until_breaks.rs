//! An error in a closure has nothing to do with the macro.
//~ error at `break`: error[E0267]: `break` inside of a closure
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(until = |flag| break)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
