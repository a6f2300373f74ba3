//! The handle already has an impl that is written by hand.
//~ error at `Taker` in `waiter = Taker`: conflicting implementations of trait `Debug` for type `Taker<_>`
use spmc_waker::waitable;
use std::{fmt, sync::Mutex};

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable(waiter = Taker)]
impl<T> Slot<T> {
    #[notify]
    fn fill(&self, value: T) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait]
    fn try_take(&self) -> Option<T> {
        self.value.lock().unwrap().take()
    }
}

impl<T> fmt::Debug for Taker<T> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

fn main() {}
