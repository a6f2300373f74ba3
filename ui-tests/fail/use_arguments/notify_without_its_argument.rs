//! A generated method is called with wrong arguments, or its result has another type.
//~ error at `set` in `set()`: error[E0061]: this method takes 1 argument but 0 arguments were supplied
//~ and: argument #1 of type `u32` is missing
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
    notifier.set();
}

fn main() {}
