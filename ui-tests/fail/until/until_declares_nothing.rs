//! `until` does not return `bool`, and does not declare another type.
//~ error at `()` in `|flag| -> ()`: a check that is waited for must return `bool`, `Option<T>` or `Poll<T>`
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(until = |flag| -> () {})]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
