//! A check returns neither `bool`, `Option` nor `Poll`.
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(until = |flag| -> u32 { 1 })]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
