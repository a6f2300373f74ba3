//! A result or a guard outlives what it borrows from.
use spmc_waker::waitable;
use std::sync::Mutex;

#[waitable(until = |slot| -> Option<u32> { slot.value.lock().unwrap().take() })]
#[derive(Default)]
struct Slot {
    value: Mutex<Option<u32>>,
}

fn main() {
    let (notifier, _waiter) = Slot::default().into_pair();
    let mut guard = notifier.notify(|slot| slot.value.lock().unwrap());
    *guard = Some(1);
}
