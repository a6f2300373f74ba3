//! An error in a body has nothing to do with the macro.
//~ as without the macro
//~ error at `{value}`: error[E0277]: `T` doesn't implement `std::fmt::Display`
//~ and: consider restricting type parameter `T`
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot<T> {
    value: Mutex<Option<T>>,
}

#[waitable]
impl<T> Slot<T> {
    #[notify]
    fn set(&self, value: T) {
        println!("{value}");
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait]
    fn try_take(&self) -> Option<T> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}

//~ only with the macro
async fn run(slot: Slot<u32>) {
    let (notifier, mut waiter) = slot.into_pair();
    notifier.set(1);
    waiter.take().await;
}
