//! A generated method is called with wrong arguments, or its result has another type.
//~ error at `"1"`: error[E0308]: mismatched types
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
}

fn run(slot: Slot) {
    let (notifier, _waiter) = slot.into_pair();
    notifier.set("1");
}

fn main() {}
