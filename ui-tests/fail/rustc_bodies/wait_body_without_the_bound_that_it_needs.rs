//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `==`: error[E0369]: binary operation `==` cannot be applied to type `T`
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
        let value = self.value.lock().unwrap().take()?;
        if value == value { Some(value) } else { None }
    }
}

fn main() {}

//~ only with the macro
async fn run(slot: Slot<u32>) {
    let (notifier, mut waiter) = slot.into_pair();
    notifier.set(1);
    waiter.take().await;
}
