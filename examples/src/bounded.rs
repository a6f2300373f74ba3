//! A bounded channel from many senders to one receiver. Senders do not wait for room.
//!
//! ```
//! use spmc_waker_examples::bounded::{Bounded, PushError};
//!
//! let (sender, mut receiver) = Bounded::new(1).into_pair();
//! assert_eq!(sender.try_send(1), Ok(()));
//! assert_eq!(sender.try_send(2), Err(PushError::Full(2)));
//! assert_eq!(futures::executor::block_on(receiver.recv()), Some(1));
//! drop(receiver);
//! assert_eq!(sender.try_send(3), Err(PushError::Closed(3)));
//! ```

pub use concurrent_queue::PushError;
use concurrent_queue::{ConcurrentQueue, PopError};
use spmc_waker::waitable;
use std::task::Poll;

/// The queue between the two sides. It is closed once one side is gone.
#[derive(Debug)]
pub struct Bounded<T>(ConcurrentQueue<T>);

impl<T> Bounded<T> {
    /// A channel with room for this many values. Panics if that is 0.
    pub fn new(capacity: usize) -> Self {
        Self(ConcurrentQueue::bounded(capacity))
    }
}

#[waitable(notifier = Sender, waiter = Receiver)]
impl<T> Bounded<T> {
    /// Sends a value, or returns it if there is no room or no receiver.
    #[notify(when = |sent| sent.is_ok())]
    pub fn try_send(&self, value: T) -> Result<(), PushError<T>> {
        self.0.push(value)
    }

    /// Receives the next value, or `None` once all senders are gone and the channel is empty.
    #[wait(recv, blocking, stream)]
    pub fn try_recv(&self) -> Poll<Option<T>> {
        match self.0.pop() {
            Ok(value) => Poll::Ready(Some(value)),
            Err(PopError::Closed) => Poll::Ready(None),
            Err(PopError::Empty) => Poll::Pending,
        }
    }

    /// Whether the other side is gone. There may still be values to receive.
    #[query]
    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    /// How many values the channel can hold.
    #[query]
    pub fn capacity(&self) -> usize {
        self.0.capacity().expect("the queue is bounded")
    }

    /// How many values are sent and not yet received.
    #[query]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether all values are received.
    #[query]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[on_drop(Sender)]
    fn close(&self) {
        self.0.close();
    }

    #[on_drop(Receiver)]
    fn abandon(&self) {
        self.close();
        while self.0.pop().is_ok() {}
    }
}
