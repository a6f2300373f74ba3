//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//~ as without the macro
//~ error at `raised: AtomicBool` in `, raised: AtomicBool`: error[E0124]: field `raised` is already declared
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
struct Flag {
    raised: AtomicBool,
    raised: AtomicBool,
}

fn main() {}
