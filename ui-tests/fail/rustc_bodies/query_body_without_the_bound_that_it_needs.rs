//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `clone`: error[E0599]: the method `clone` exists for struct
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable]
impl<T> Slot<T> {
    #[notify]
    fn set(&self, value: T) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait]
    fn try_take(&self) -> Option<T> {
        self.value.lock().unwrap().take()
    }

    #[query]
    fn get(&self) -> Option<T> {
        self.value.lock().unwrap().clone()
    }
}

fn main() {}

//~ only with the macro
async fn run(slot: Slot<u32>) {
    let (notifier, mut waiter) = slot.into_pair();
    notifier.set(1);
    waiter.take().await;
}
