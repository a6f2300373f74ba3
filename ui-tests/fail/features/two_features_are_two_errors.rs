//! An option needs a feature that is off.
//!
//! Several messages: several mistakes.
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

    #[wait(take, stream, blocking)]
    fn try_take(&self) -> Poll<Option<u32>> {
        Poll::Ready(self.value.lock().unwrap().take())
    }
}

fn main() {}
