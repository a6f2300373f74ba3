//! A marker, an option or a closure is half-typed.
//~ error at `until`: `until` needs a value: `until = |condition| condition.is_met()`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = )]
struct Flag {
    raised: AtomicBool,
}

async fn run(flag: Flag) {
    let (notifier, waiter) = flag.into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    waiter.await;
}

fn main() {}
