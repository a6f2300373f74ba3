//! A check returns neither `bool`, `Option` nor `Poll`.
//~ error at `(bool, u32)`: a check that is waited for must return `bool`, `Option<T>` or `Poll<T>`
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
    fn try_take(&self) -> (bool, u32) {
        (true, 1)
    }
}

fn main() {}
