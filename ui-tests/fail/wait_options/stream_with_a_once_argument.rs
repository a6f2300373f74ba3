//! A wait does not fit a stream.
use spmc_waker::waitable;
use std::{sync::Mutex, task::Poll};

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn set(&self, value: u32) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait(swap, stream)]
    fn try_swap(&self, #[once] value: &mut Option<u32>) -> Poll<Option<u32>> {
        Poll::Ready(self.value.lock().unwrap().take().or(value.take()))
    }
}

fn main() {}
