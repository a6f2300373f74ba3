//! A method returns a future, in which the change comes after the wake.
//~ error at `impl Future<Output = ()> + use<>`: the waiting task is woken when this method returns, and a future has changed nothing by then
use spmc_waker::waitable;
use std::{future::Future, sync::Mutex};

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn set(&self) -> Option<impl Future<Output = ()> + use<>> {
        Some(async {})
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
