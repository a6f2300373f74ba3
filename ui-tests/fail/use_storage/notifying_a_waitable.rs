//! The handles of a borrowed condition are made like owned ones, or the reverse.
use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), storage = borrowed)]
struct Flag {
    raised: AtomicBool,
}

fn raise(flag: &Waitable<Flag>) {
    flag.notifier().notify(|flag| flag.raised.store(true, SeqCst));
}

fn main() {}
