//! The struct, or the head of the impl, is one that rustc rejects.
//~ as without the macro
//~ error at `&`: error[E0106]: missing lifetime specifier
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable(until = |flag| flag.raised.load(std::sync::atomic::Ordering::SeqCst))]
struct Flag {
    raised: &AtomicBool,
}

fn main() {}
