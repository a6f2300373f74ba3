//! There is no such option.
//~ error at `blocking`: `blocking` belongs to a method: put `#[waitable]` on an impl, and write `#[wait(NAME, blocking)]` there
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), blocking)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
