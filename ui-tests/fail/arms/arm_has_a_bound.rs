//! A hook has a bound that the impl does not have.
//~ error at `enable`: error[E0277]: the trait bound `T: Copy` is not satisfied
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable]
impl<T> Slot<T> {
    #[notify]
    fn fill(&self, value: T) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait(take)]
    fn try_take(&self) -> Option<T> {
        self.value.lock().unwrap().take()
    }

    #[arm]
    fn enable(&self)
    where
        T: Copy,
    {
    }
}

fn main() {}
