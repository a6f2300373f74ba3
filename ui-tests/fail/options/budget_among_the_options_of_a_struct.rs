//! There is no such option.
//~ error at `budget`: `budget` belongs to a method: put `#[waitable]` on an impl, and write `#[wait(NAME, budget = N)]` there
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), budget = 32)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
