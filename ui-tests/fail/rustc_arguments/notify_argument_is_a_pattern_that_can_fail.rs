//! An argument is a pattern, or `impl Trait`.
//~ as without the macro
//~ error at `Some(value)` in `Some(value): Option`: error[E0005]: refutable pattern in function argument
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn set(&self, Some(value): Option<u32>) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
