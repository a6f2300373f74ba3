//! `until` does not return `bool`, and does not declare another type.
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(until = |flag| flag.raised = AtomicBool::new(true))]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
