//! A guard has the condition's own lifetime.
//~ error at `&mut u32`: a `#[query]` method only reads, and through this the condition could be changed without a wake
use spmc_waker::waitable;
use std::sync::Mutex;

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
    fn value(&self) -> Option<&mut u32> {
        None
    }
}

fn main() {}
