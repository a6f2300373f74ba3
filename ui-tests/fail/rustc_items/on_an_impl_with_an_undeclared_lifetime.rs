//! The type of the impl is foreign, a reference, unsized, undeclared, or short of generics.
//~ as without the macro
//~ error at `'s` in `impl Slot<'s`: error[E0261]: use of undeclared lifetime name `'s`
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<'s> {
    value: Mutex<Option<&'s str>>,
}

#[waitable]
impl Slot<'s> {
    #[notify]
    fn set(&self) {}

    #[wait]
    fn is_full(&self) -> bool {
        self.value.lock().unwrap().is_some()
    }
}

fn main() {}
