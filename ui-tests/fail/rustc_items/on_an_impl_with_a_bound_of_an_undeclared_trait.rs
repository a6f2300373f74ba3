//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//~ as without the macro
//~ error at `Message`: error[E0405]: cannot find trait `Message` in this scope
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable]
impl<T: Message> Slot<T> {
    #[notify]
    fn set(&self, value: T) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait]
    fn try_take(&self) -> Option<T> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
