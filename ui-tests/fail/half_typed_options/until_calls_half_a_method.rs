//! A marker, an option or a closure is half-typed.
//~ error at `loa`: error[E0609]: no field `loa` on type `AtomicBool`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.loa)]
struct Flag {
    raised: AtomicBool,
}

async fn run(flag: Flag) {
    let (notifier, waiter) = flag.into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    waiter.await;
}

fn main() {}
