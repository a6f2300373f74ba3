//! An attribute is before an option that is not a handle.
//~ error at `#[doc(hidden)]`: attributes here are those of a handle: write them before `notifier`, `waiter` or `waiters`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), #[doc(hidden)] cached = false)]
struct Flag {
    raised: AtomicBool,
}

fn main() {
    let (notifier, waiter) = Flag { raised: false.into() }.into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    drop(waiter);
}
