use core::cell::Cell;
use critical_section::Mutex;
use spmc_waker::{Waitable, waitable};

struct Latest<T: Send> {
    value: Mutex<Cell<Option<T>>>,
}

#[waitable(notifier = Signal, waiter = Receiver, storage = borrowed)]
impl<T: Send> Latest<T> {
    /// Replaces a value that nobody has taken.
    #[notify]
    fn signal(&self, value: T) {
        let _old = critical_section::with(|cs| self.value.borrow(cs).replace(Some(value)));
    }

    #[wait(value)]
    fn try_value(&self) -> Option<T> {
        critical_section::with(|cs| self.value.borrow(cs).take())
    }
}

static TEMPERATURE: Waitable<Latest<i16>> = Waitable::new(Latest {
    value: Mutex::new(Cell::new(None)),
});

pub fn on_sample(degrees: i16) {
    Signal::new(&TEMPERATURE).signal(degrees);
}

pub async fn temperature() -> i16 {
    let mut waiter = Receiver::claim(&TEMPERATURE).expect("one task waits");
    waiter.value().await
}
