//! A result has a type that rustc rejects.
//~ as without the macro
//~ error at `MutexGuard`: error[E0425]: cannot find type `MutexGuard` in this scope
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot {
    value: Mutex<u32>,
}

#[waitable]
impl Slot {
    #[notify(guard)]
    fn lock(&self) -> MutexGuard<'_, u32> {
        self.value.lock().unwrap()
    }

    #[wait]
    fn is_set(&self) -> bool {
        *self.value.lock().unwrap() > 0
    }
}

fn main() {}
