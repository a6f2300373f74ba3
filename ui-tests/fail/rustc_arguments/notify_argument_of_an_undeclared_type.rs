//! A result or an argument has a hidden lifetime, `impl Trait`, or `_`.
//~ as without the macro
//~ error at `Value`: error[E0425]: cannot find type `Value` in this scope
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn set(&self, value: Value) {}

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
