//! `crate` leads nowhere, or to another crate.
//~ error at `spmc_wakr`: error[E0432]: unresolved import `spmc_wakr`
//~ and: there is a crate or module with a similar name
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), crate = spmc_wakr)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
