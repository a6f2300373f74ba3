//! The handles of a borrowed condition are made like owned ones, or the reverse.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), storage = borrowed)]
struct Flag {
    raised: AtomicBool,
}

fn main() {
    let flag = Flag {
        raised: AtomicBool::new(false),
    };
    let (notifier, waiter) = flag.into_pair();
}
