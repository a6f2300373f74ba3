//! The struct, or the head of the impl, is one that rustc rejects.
//~ as without the macro
//~ error at `Ring` in `impl<T> Ring<T>`: error[E0107]: struct takes 2 generic arguments but 1 generic argument was supplied
use spmc_waker::waitable;
use std::sync::Mutex;

struct Ring<T, const N: usize> {
    items: Mutex<[Option<T>; N]>,
}

#[waitable]
impl<T> Ring<T> {
    #[notify]
    fn push(&self, item: T) {
        self.items.lock().unwrap()[0] = Some(item);
    }

    #[wait]
    fn try_pop(&self) -> Option<T> {
        self.items.lock().unwrap()[0].take()
    }
}

fn main() {}
