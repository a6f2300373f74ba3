//! `#[once]` is on something other than the `&mut Option<T>` of a wait.
use spmc_waker::waitable;
use std::sync::Mutex;

type Item<T> = Option<T>;

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable(waiter = Putter, waiter = Taker)]
impl Slot {
    #[wait(put, by = Putter)]
    fn try_put(&self, #[once] value: &mut Item<u32>) -> bool {
        *self.value.lock().unwrap() = value.take();
        true
    }

    #[wait(take, by = Taker, wakes = Putter)]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
