//! A wait does not fit a sink.
use spmc_waker::waitable;
use std::{sync::Mutex, task::Poll};

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable(waiter = Putter, waiter = Taker)]
impl Slot {
    #[wait(put, by = Putter, sink)]
    fn try_put(&self, #[once] value: &mut Option<u32>, least: u32) -> Poll<Result<(), u32>> {
        *self.value.lock().unwrap() = value.take().max(Some(least));
        Poll::Ready(Ok(()))
    }

    #[wait(take, by = Taker, wakes = Putter)]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
