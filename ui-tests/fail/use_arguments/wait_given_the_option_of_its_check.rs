//! A generated method is called with wrong arguments, or its result has another type.
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable(waiter = Putter, waiter = Taker)]
impl Slot {
    #[wait(put, by = Putter, wakes = Taker)]
    fn try_put(&self, #[once] value: &mut Option<u32>) -> bool {
        *self.value.lock().unwrap() = value.take();
        true
    }

    #[wait(take, by = Taker, wakes = Putter)]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

async fn run(slot: Slot) {
    let (mut putter, _taker) = slot.into_pair();
    let value = 1;
    putter.put(&mut Some(value)).await;
}

fn main() {}
