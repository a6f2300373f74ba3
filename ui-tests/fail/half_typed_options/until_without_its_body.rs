//! A marker, an option or a closure is half-typed.
//~ error at `|flag|` in `until = |flag|)`: this check ends too early
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag|)]
struct Flag {
    raised: AtomicBool,
}

async fn run(flag: Flag) {
    let (notifier, waiter) = flag.into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    waiter.await;
}

fn main() {}
