//! A struct has no `until`.
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;

#[waitable]
struct Flag {
    raised: AtomicBool,
}

async fn run(flag: Flag) {
    let (notifier, mut waiter) = flag.into_pair();
    notifier.notify(|flag| drop(flag));
    waiter.wait().await;
    waiter.await;
}

fn main() {}
