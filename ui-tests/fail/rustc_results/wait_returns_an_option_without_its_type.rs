//! A result or an argument has a hidden lifetime, `impl Trait`, or `_`.
//~ as without the macro
//~ error at `Option` in `(&self) -> Option`: error[E0107]: missing generics for enum `Option`
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn set(&self, value: u32) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait]
    fn try_take(&self) -> Option {
        None
    }
}

fn main() {}
