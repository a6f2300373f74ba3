//! A guard has the condition's own lifetime.
//~ error at `MutexGuard<'a, Option<u32>>`: the waiting task is woken when this method returns, before the condition is changed through the guard
use spmc_waker::waitable;
use std::sync::{Mutex, MutexGuard};

struct Slot<'a> {
    value: &'a Mutex<Option<u32>>,
}

#[waitable]
impl<'a> Slot<'a> {
    #[notify]
    fn set(&self) -> Option<MutexGuard<'a, Option<u32>>> {
        self.value.try_lock().ok()
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
