use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable(notifier = Sender<T>)]
impl<T> Slot<T> {
    #[notify]
    fn set(&self, value: T) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait(take)]
    fn try_take(&self) -> Option<T> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}
