//! A `#[notify(guard)]` method returns no guard, or an error that holds one.
//~ error at `bool`: this method returns no guard whose drop could wake
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify(guard)]
    fn set(&self) -> Option<bool> {
        None
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
