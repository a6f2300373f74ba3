//! A guard has the condition's own lifetime.
use spmc_waker::waitable;
use std::sync::{Mutex, MutexGuard};

struct Slot<'a> {
    value: &'a Mutex<Option<u32>>,
}

#[waitable]
impl<'a> Slot<'a> {
    #[notify]
    fn lock(&self) -> MutexGuard<'a, Option<u32>> {
        self.value.lock().unwrap()
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
