//! A `#[notify]` method returns something that borrows from the condition.
//~ error at `&Mutex<Option<u32>>`: the result of a `#[notify]` method cannot borrow from the condition
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn set(&self) -> Vec<&Mutex<Option<u32>>> {
        vec![&self.value]
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
