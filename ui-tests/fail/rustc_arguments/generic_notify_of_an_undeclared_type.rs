//! An argument has a type that rustc rejects.
//~ as without the macro
//~ error at `Kind`: error[E0425]: cannot find type `Kind` in this scope
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable]
impl<T: Clone> Slot<T> {
    #[notify]
    fn set<U: Into<T>>(&self, value: U, kind: &[Kind]) {
        *self.value.lock().unwrap() = Some(value.into());
    }

    #[wait]
    fn try_get(&self) -> Option<T> {
        self.value.lock().unwrap().clone()
    }
}

fn main() {}
