//! One of several waiters has no name, is never woken, or never waits.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), waiter = First, waiter = Second)]
struct Flag {
    raised: AtomicBool,
}

fn main() {}
