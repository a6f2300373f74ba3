//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//~ as without the macro
//~ error at `Slot` in `Slot {`: error[E0107]: missing generics for struct `Slot`
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn set(&self) {}

    #[wait]
    fn is_full(&self) -> bool {
        self.value.lock().unwrap().is_some()
    }
}

fn main() {}
