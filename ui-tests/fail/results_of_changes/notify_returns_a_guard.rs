//! A `#[notify]` method returns something that borrows from the condition.
use spmc_waker::waitable;
use std::sync::{Mutex, MutexGuard};

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn lock(&self) -> MutexGuard<'_, Option<u32>> {
        self.value.lock().unwrap()
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

async fn run(slot: Slot) {
    let (notifier, mut waiter) = slot.into_pair();
    *notifier.lock() = Some(1);
    assert_eq!(waiter.take().await, 1);
}

fn main() {}
