//! A `#[notify(guard)]` method returns no guard, or an error that holds one.
use spmc_waker::waitable;
use std::sync::{Mutex, MutexGuard};

struct Locked<'a>(&'a Mutex<Option<u32>>);

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify(guard)]
    fn lock(&self) -> Option<Result<MutexGuard<'_, Option<u32>>, Locked>> {
        Some(self.value.try_lock().map_err(|_| Locked(&self.value)))
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
