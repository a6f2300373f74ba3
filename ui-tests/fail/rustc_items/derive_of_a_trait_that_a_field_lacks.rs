//! The struct, or the head of the impl, is one that rustc rejects.
//~ as without the macro
//~ error at `lock: Lock`: error[E0277]: `Lock` doesn't implement `Debug`
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

struct Lock;

#[waitable(until = |flag| flag.raised.load(std::sync::atomic::Ordering::SeqCst))]
#[derive(Debug)]
struct Flag {
    raised: AtomicBool,
    lock: Lock,
}

fn main() {}
