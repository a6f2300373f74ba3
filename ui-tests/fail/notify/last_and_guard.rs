//! Options of `#[notify]` do not exist, or do not go together.
use spmc_waker::waitable;
use std::sync::{Mutex, MutexGuard};

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify(last, guard)]
    fn lock(&self) -> MutexGuard<'_, Option<u32>> {
        self.value.lock().unwrap()
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
