use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(until = async |flag| flag.raised().await)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
