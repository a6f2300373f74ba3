use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
