//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//~ as without the macro
//~ error at `'a`: error[E0261]: use of undeclared lifetime name `'a`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
struct Flag {
    raised: &'a AtomicBool,
}

fn main() {}
