//! A handle does not have this method.
//~ error at `unwrap` in `take().unwrap`: error[E0599]: no method named `unwrap`
use spmc_waker::waitable;
use std::sync::Mutex;

struct Slot {
    value: Mutex<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn set(&self, value: u32) {
        *self.value.lock().unwrap() = Some(value);
    }

    #[wait]
    fn try_take(&self) -> Option<u32> {
        self.value.lock().unwrap().take()
    }
}

fn main() {}

async fn run(slot: Slot) {
    let (_notifier, mut waiter) = slot.into_pair();
    waiter.take().unwrap();
}
