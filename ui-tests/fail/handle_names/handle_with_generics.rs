//! An option is in the wrong place, has generics, or has `pub` in the wrong place.
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable(notifier = Sender<T>, waiter = Receiver)]
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

async fn run<T>(slot: Slot<T>, value: T) -> (Sender<T>, T) {
    let (sender, mut receiver) = slot.into_pair();
    sender.set(value);
    let value = receiver.take().await;
    (sender, value)
}

fn main() {}
