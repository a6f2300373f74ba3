//! A `#[query]` method returns nothing, or a value that can change the condition.
//~ error at `MutexGuard<'a, u32>`: a `#[query]` method only reads, and through a guard
use spmc_waker::waitable;
use std::sync::{Mutex, MutexGuard};

struct Slot {
    value: Mutex<u32>,
}

#[waitable]
impl Slot {
    #[notify]
    fn put(&self, value: u32) {
        *self.value.lock().unwrap() = value;
    }

    #[wait(some)]
    fn is_some(&self) -> bool {
        *self.value.lock().unwrap() > 0
    }

    #[query]
    fn get<'a>(&'a self) -> MutexGuard<'a, u32> {
        self.value.lock().unwrap()
    }
}

fn main() {}
