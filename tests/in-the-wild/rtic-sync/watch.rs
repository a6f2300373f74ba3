use core::cell::Cell;
use critical_section::{CriticalSection, Mutex};
use spmc_waker::{waitable, Waitable};

/// The latest value, and whether it was seen.
struct Latest<T>(Mutex<Cell<(Option<T>, bool)>>);

#[waitable(notifier = Writing, waiter = Reading, storage = borrowed)]
impl<T: Copy> Latest<T> {
    #[notify]
    fn set(&self, value: T) {
        critical_section::with(|cs| self.0.borrow(cs).set((Some(value), false)));
    }

    #[wait(unseen)]
    fn try_unseen(&self) -> Option<T> {
        critical_section::with(|cs| match self.0.borrow(cs).get() {
            (_, true) => None,
            (value, false) => self.see(cs, value),
        })
    }

    #[notify(by = Reading, wakes = none)]
    fn get(&self) -> Option<T> {
        critical_section::with(|cs| self.see(cs, self.0.borrow(cs).get().0))
    }

    #[cfg(loom)]
    #[query]
    fn is_seen(&self) -> bool {
        critical_section::with(|cs| self.0.borrow(cs).get().1)
    }

    /// Marks a value as seen, if it is one.
    fn see(&self, cs: CriticalSection<'_>, value: Option<T>) -> Option<T> {
        self.0.borrow(cs).set((value, value.is_some()));
        value
    }
}

