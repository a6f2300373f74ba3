//! The traits and the contents of a handle depend on methods behind a `cfg`.

#![deny(warnings)]

use spmc_waker::waitable;
use std::{sync::Mutex, task::Poll};

#[derive(Default)]
pub struct Queue(Mutex<Vec<u8>>);

#[waitable(waiter = Input, waiter = Output, notifier = Closer)]
impl Queue {
    #[cfg(any())]
    #[wait(push, by = Input, sink, wakes = Output)]
    pub fn try_push(&self, #[once] item: &mut Option<Missing>) -> Poll<Result<(), Missing>> {
        Poll::Pending
    }

    #[cfg(not(any()))]
    #[wait(push, by = Input, sink, blocking, wakes = Output)]
    pub fn try_push(&self, #[once] item: &mut Option<u8>) -> Poll<Result<(), u8>> {
        self.0.lock().unwrap().extend(item.take());
        Poll::Ready(Ok(()))
    }

    #[cfg(any())]
    #[wait(pop, by = Output, stream, await, wakes = Input)]
    pub fn try_pop(&self) -> Poll<Option<Missing>> {
        Poll::Pending
    }

    #[wait(peek, by = Output, blocking, wakes = Input)]
    pub fn try_peek(&self) -> Option<u8> {
        self.0.lock().unwrap().last().copied()
    }

    #[notify]
    pub fn clear(&self) {
        self.0.lock().unwrap().clear();
    }

    /// While this is there, the notifier cannot be cloned.
    #[cfg(any())]
    #[notify(last)]
    pub fn close(&self) {}
}

#[test]
fn compiles_and_works() {
    let (closer, mut input, mut output) = Queue::default().into_handles();
    assert_eq!(input.blocking_push(1), Ok(()));
    assert_eq!(output.blocking_peek(), 1);
    closer.clone().clear();
    assert_eq!(output.try_peek(), None);
    closer.clear();
}
