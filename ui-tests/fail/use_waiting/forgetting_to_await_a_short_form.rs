//! A future or a result is forgotten.
#![deny(warnings)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
#[derive(Default)]
struct Flag {
    raised: AtomicBool,
}

fn main() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    waiter.wait();
}
