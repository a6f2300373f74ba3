//! An option has a value of the wrong kind, or none.
//~ error at `until`: `until` needs a value: `until = |condition| condition.is_met()`
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(until(|flag| flag.is_raised()))]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
