//~ as without the macro
//~ error at `clone`: error[E0599]: the method `clone` exists for struct `std::sync::MutexGuard<'_, Option<T>>`, but its trait bounds were not satisfied
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable]
impl<T> Slot<T> {
    #[notify]
    fn set(&self, value: T) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait]
    fn try_peek(&self) -> Option<T> {
        self.value.lock().unwrap().clone()
    }
}

fn main() {}
