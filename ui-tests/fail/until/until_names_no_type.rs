//! An error in a closure has nothing to do with the macro.
//~ error at `Falg`: error[E0425]: cannot find type `Falg` in this scope
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag: &Falg| flag.raised.load(SeqCst))]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
