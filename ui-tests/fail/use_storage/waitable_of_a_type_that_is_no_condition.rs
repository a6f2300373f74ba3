//! There are no such handles, or not so many.
use spmc_waker::Waitable;
use std::sync::atomic::AtomicBool;

struct Driver {
    ready: Waitable<AtomicBool>,
}

fn main() {}
