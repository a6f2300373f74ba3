//! The struct, or the head of the impl, is one that rustc rejects.
//~ as without the macro
//~ error at `AtomicFlag`: error[E0425]: cannot find type `AtomicFlag` in this scope
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
#[derive(Default)]
struct Flag {
    raised: AtomicBool,
    lowered: AtomicFlag,
}

fn main() {}

//~ only with the macro
async fn run(flag: Flag) {
    let (notifier, waiter) = flag.into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    waiter.await;
}
