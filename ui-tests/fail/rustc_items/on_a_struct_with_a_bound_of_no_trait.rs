//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//~ as without the macro
//~ error at `Nothing`: error[E0405]: cannot find trait `Nothing` in this scope
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
struct Flag<T: Nothing> {
    raised: AtomicBool,
    value: T,
}

fn main() {}
