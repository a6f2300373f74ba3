//! A `#[notify(guard)]` method returns no guard, or an error that holds one.
use spmc_waker::waitable;
use std::sync::{Mutex, MutexGuard, PoisonError};

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify(guard)]
    fn lock(
        &self,
    ) -> Result<MutexGuard<'_, Option<u32>>, PoisonError<MutexGuard<'_, Option<u32>>>> {
        self.value.lock()
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
