//! The condition has other handles, or another number of them.
use spmc_waker::Waitable;
use std::sync::atomic::AtomicBool;

struct Driver {
    ready: Waitable<AtomicBool>,
}

fn main() {}
