//! A `#[query]` method returns nothing, or a value that can change the condition.
//~ error at `MutexGuard<'_, Option<u32>>`: a `#[query]` method only reads, and through a guard the condition can be changed without a wake
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
    fn lock(&self) -> (MutexGuard<'_, Option<u32>>, bool) {
        (self.value.lock().unwrap(), true)
    }
}

fn main() {}
