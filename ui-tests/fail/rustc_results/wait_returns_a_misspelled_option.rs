//! A result or an argument has a hidden lifetime, `impl Trait`, or `_`.
//~ as without the macro
//~ error at `Optoin`: error[E0425]: cannot find type `Optoin` in this scope
//~ and: an enum with a similar name exists
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
    fn try_take(&self) -> Optoin<u32> {
        None
    }
}

fn main() {}
