//! A `#[query]` method returns nothing, or a value that can change the condition.
//~ error at `RwLockWriteGuard<'_, String>`: a `#[query]` method only reads, and through a guard the condition can be changed without a wake
use spmc_waker::waitable;
use std::sync::{Mutex, RwLock, RwLockWriteGuard};

struct Slot {
    value: Mutex<Option<u32>>,
    name: RwLock<String>,
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
    fn name(&self) -> RwLockWriteGuard<'_, String> {
        self.name.write().unwrap()
    }
}

fn main() {}
