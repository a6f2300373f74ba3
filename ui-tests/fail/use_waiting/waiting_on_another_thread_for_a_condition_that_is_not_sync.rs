//! A condition that is not `Sync` is shared by threads.
use spmc_waker::waitable;
use std::{cell::RefCell, future::Future};

#[derive(Default)]
struct Slot {
    value: RefCell<Option<u32>>,
}

#[waitable]
impl Slot {
    #[notify]
    fn set(&self, value: u32) {
        self.value.replace(Some(value));
    }

    #[wait(next_value)]
    fn try_take(&self) -> Option<u32> {
        self.value.take()
    }
}

fn spawn(_: impl Future<Output = ()> + Send + 'static) {}

fn main() {
    let (_notifier, mut waiter) = Slot::default().into_pair();
    spawn(async move {
        waiter.next_value().await;
    });
}
