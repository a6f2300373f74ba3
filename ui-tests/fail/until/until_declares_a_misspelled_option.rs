//! A result or an argument has a hidden lifetime, `impl Trait`, or `_`.
//~ error at `Optoin`: error[E0425]: cannot find type `Optoin` in this scope
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(until = |flag| -> Optoin<u32> { None })]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
