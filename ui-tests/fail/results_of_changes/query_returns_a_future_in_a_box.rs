//! A `#[query]` method returns nothing, or a value that can change the condition.
//~ error at `Pin<Box<dyn Future<Output = u32>>>`: a `#[query]` method looks at the condition now
use spmc_waker::waitable;
use std::{future::Future, pin::Pin, sync::Mutex};

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
    fn later(&self) -> Pin<Box<dyn Future<Output = u32>>> {
        Box::pin(async { 1 })
    }
}

fn main() {}
