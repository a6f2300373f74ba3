//! `until` is not a closure with one parameter.
//~ error at `matches!(flag, _)`: `until` takes a closure that checks the condition: `|condition| condition.is_met()`
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(until = matches!(flag, _))]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
