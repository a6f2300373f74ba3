//! The handles of a borrowed condition are made like owned ones, or the reverse.
use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
struct Flag {
    raised: AtomicBool,
}

fn main() {
    let flag = Waitable::new(Flag {
        raised: AtomicBool::new(false),
    });
    let (_notifier, _waiter) = flag.into_pair();
}
