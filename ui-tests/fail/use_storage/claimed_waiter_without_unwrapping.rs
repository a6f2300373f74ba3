//! There is no second waiter.
use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), storage = borrowed)]
struct Flag {
    raised: AtomicBool,
}

async fn run(flag: &Waitable<Flag>) {
    FlagWaiter::claim(flag).await;
}

fn main() {}
