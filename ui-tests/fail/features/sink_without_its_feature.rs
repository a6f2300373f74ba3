//! An option needs a feature that is off.
use spmc_waker::waitable;
use std::{sync::Mutex, task::Poll};

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable(waiter = Putter, waiter = Taker)]
impl Slot {
    #[wait(put, by = Putter, sink, wakes = Taker)]
    fn try_put(&self, #[once] value: &mut Option<u32>) -> Poll<Result<(), u32>> {
        *self.value.lock().unwrap() = value.take();
        Poll::Ready(Ok(()))
    }

    #[wait(take, by = Taker, wakes = Putter)]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

async fn run(slot: Slot) {
    let (mut putter, mut taker) = slot.into_pair();
    putter.put(1).await.unwrap();
    assert_eq!(taker.take().await, 1);
}

fn main() {}
