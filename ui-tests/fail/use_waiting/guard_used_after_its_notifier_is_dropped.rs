//! A result or a guard outlives what it borrows from.
use spmc_waker::waitable;
use std::sync::{Mutex, MutexGuard};

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify(guard)]
    fn lock(&self) -> MutexGuard<'_, Option<u32>> {
        self.value.lock().unwrap()
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {
    let (notifier, _waiter) = Slot {
        value: Mutex::new(None),
    }
    .into_pair();
    let mut guard = notifier.lock();
    drop(notifier);
    **guard = Some(1);
}
