use spmc_waker::waitable;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering::Acquire, Ordering::Release};
use std::task::Poll;

/// An unbounded channel.
#[derive(Default)]
pub struct Channel<T> {
    queue: Mutex<VecDeque<T>>,
    closed: AtomicBool,
}

#[waitable(
    /// Sends to a [`Receiver`].
    notifier = Sender,
    /// Receives what [`Sender`]s send.
    waiter = Receiver
)]
impl<T> Channel<T> {
    /// Sends a value.
    #[notify]
    pub fn send(&self, value: T) {
        self.queue.lock().unwrap().push_back(value);
    }

    /// Receives the next value, `None` once all senders are gone and the channel is empty.
    #[wait(recv)]
    pub fn try_recv(&self) -> Poll<Option<T>> {
        // Before the queue: what was sent before the close is then seen in the queue.
        let closed = self.closed.load(Acquire);
        match self.queue.lock().unwrap().pop_front() {
            Some(value) => Poll::Ready(Some(value)),
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    /// Whether no value waits to be received.
    #[query]
    pub fn is_empty(&self) -> bool {
        self.queue.lock().unwrap().is_empty()
    }

    #[on_drop(notifier)]
    fn close(&self) {
        self.closed.store(true, Release);
    }
}
