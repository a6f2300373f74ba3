//! `until` is not a closure with one parameter.
use spmc_waker::waitable;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

#[waitable(until = async |slot| -> Option<u32> { Some(slot.value.load(SeqCst)) })]
struct Slot {
    value: AtomicU32,
}

async fn run(slot: Slot) {
    let (notifier, waiter) = slot.into_pair();
    notifier.notify(|slot| slot.value.store(1, SeqCst));
    let value: u32 = waiter.await;
    assert_eq!(value, 1);
}

fn main() {}
