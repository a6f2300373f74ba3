//! A `#[notify]` method returns something that borrows from the condition.
//~ error at `'_`: the result of a `#[notify]` method cannot borrow from the condition
use spmc_waker::waitable;
use std::sync::{LockResult, Mutex, MutexGuard};

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn set(&self) -> LockResult<MutexGuard<'_, Option<u32>>> {
        self.value.lock()
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
