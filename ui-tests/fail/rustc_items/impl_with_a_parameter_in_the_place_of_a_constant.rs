//! The struct, or the head of the impl, is one that rustc rejects.
//~ as without the macro
//~ error at `T` in `Ring<T>`: error[E0747]: type provided when a constant was expected
use spmc_waker::waitable;
use std::sync::Mutex;

struct Ring<const N: usize> {
    items: Mutex<[u32; N]>,
}

#[waitable]
impl<T> Ring<T> {
    #[notify]
    fn push(&self, item: u32) {
        self.items.lock().unwrap()[0] = item;
    }

    #[wait]
    fn is_set(&self) -> bool {
        self.items.lock().unwrap()[0] > 0
    }
}

fn main() {}
