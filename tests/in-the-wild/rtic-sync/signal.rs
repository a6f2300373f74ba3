use core::cell::Cell;
use critical_section::Mutex;
use spmc_waker::{waitable, Waitable};

/// The latest value, until it is read.
struct Latest<T>(Mutex<Cell<Option<T>>>);

#[waitable(notifier = Writing, waiter = Reading, storage = borrowed)]
impl<T: Copy> Latest<T> {
    #[notify]
    fn set(&self, value: Option<T>) {
        critical_section::with(|cs| self.0.borrow(cs).set(value));
    }

    #[wait(value)]
    fn try_value(&self) -> Option<T> {
        critical_section::with(|cs| self.0.borrow(cs).take())
    }
}

