//! An option is in the wrong place, has generics, or has `pub` in the wrong place.
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable(notifier = Sender, waiter = Receiver)]
impl<T> Slot<T> {
    #[notify(by = Sender<T>)]
    fn set(&self, value: T) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait(take)]
    fn try_take(&self) -> Option<T> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
