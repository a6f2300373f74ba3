//! A `#[notify]` method returns something that borrows from the condition.
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn get(&self) -> impl Iterator<Item = u32> {
        self.value.lock().unwrap().into_iter()
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
