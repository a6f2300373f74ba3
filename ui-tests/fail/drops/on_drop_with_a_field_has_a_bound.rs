//! A hook has a bound that the impl does not have.
//~ error at `close`: error[E0277]: the trait bound `T: Copy` is not satisfied
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable(waiter = Taker { last: u32 = 0 })]
impl<T> Slot<T> {
    #[notify]
    fn fill(&self, value: T) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait(take)]
    fn try_take(&self) -> Option<T> {
        self.value.lock().unwrap().take()
    }

    #[on_drop(waiter)]
    fn close(&self, #[field] last: &mut u32)
    where
        T: Copy,
    {
        *last = 0;
    }
}

fn main() {}
