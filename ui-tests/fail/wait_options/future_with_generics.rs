//! `future` or `doc` has a wrong value.
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable]
impl<T> Slot<T> {
    #[notify]
    fn set(&self, value: T) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait(take, future = Take<'_, T>)]
    fn try_take(&self) -> Option<T> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
