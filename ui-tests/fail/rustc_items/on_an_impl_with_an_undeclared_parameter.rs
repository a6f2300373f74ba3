//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//~ as without the macro
//~ error at `T` in `impl Slot<T`: error[E0425]: cannot find type `T` in this scope
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable]
impl Slot<T> {
    #[notify]
    fn set(&self) {}

    #[wait]
    fn is_full(&self) -> bool {
        self.value.lock().unwrap().is_some()
    }
}

fn main() {}
