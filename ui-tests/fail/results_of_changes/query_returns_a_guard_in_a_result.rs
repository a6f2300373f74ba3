//! A `#[query]` method returns nothing, or a value that can change the condition.
use spmc_waker::waitable;
use std::sync::{Mutex, MutexGuard};

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn set(&self, value: u32) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }

    #[query]
    fn try_lock(&self) -> Result<MutexGuard<'_, Option<u32>>, ()> {
        self.value.try_lock().map_err(drop)
    }
}

fn main() {}
