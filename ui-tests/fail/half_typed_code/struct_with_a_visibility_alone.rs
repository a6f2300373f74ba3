//! A struct is half-typed.
//~ as without the macro
//~ error at `}` in `pub }`: expected identifier, found `}`
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
struct Flag {
    raised: AtomicBool,
    pub
}

fn main() {}

//~ only with the macro
async fn run(flag: Flag) {
    let (notifier, waiter) = flag.into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    waiter.await;
}
