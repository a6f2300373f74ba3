//! A channel from many senders to many receivers, with or without a bound. Each value goes to one receiver.
//!
//! ```
//! let (sender, receiver) = spmc_waker_examples::mpmc::bounded(1);
//! let receiving = [receiver.clone(), receiver].map(|receiver| {
//!     std::thread::spawn(move || receiver.blocking_recv())
//! });
//! for number in [1, 2] {
//!     sender.blocking_send(number).unwrap();
//! }
//! let received = receiving.map(|thread| thread.join().unwrap());
//! assert!(matches!(received, [Some(1), Some(2)] | [Some(2), Some(1)]));
//! ```

use concurrent_queue::{ConcurrentQueue, ForcePushError, PopError, PushError};
use spmc_waker::waitable;
use std::{sync::Arc, task::Poll};

#[derive(Debug)]
struct Channel<T> {
    queue: ConcurrentQueue<T>,
    /// Each sender has one, so that they are counted.
    senders: Arc<()>,
    /// The same for receivers.
    receivers: Arc<()>,
}

/// A channel with room for this many values. Panics if that is 0.
pub fn bounded<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    channel(ConcurrentQueue::bounded(capacity))
}

/// A channel that always has room.
pub fn unbounded<T>() -> (Sender<T>, Receiver<T>) {
    channel(ConcurrentQueue::unbounded())
}

fn channel<T>(queue: ConcurrentQueue<T>) -> (Sender<T>, Receiver<T>) {
    let (senders, receivers) = (Arc::new(()), Arc::new(()));
    let (sender, receiver) = (Arc::clone(&senders), Arc::clone(&receivers));
    Channel {
        queue,
        senders,
        receivers,
    }
    .into_pair(sender, receiver)
}

#[waitable(
    /// Sends values. Clone it for each task, or share it: the waits take `&self`.
    waiters = pub Sender { _counted: Arc<()> },
    /// Receives values. Clone it for each task, or share it: the waits take `&self`.
    waiters = pub Receiver { _counted: Arc<()> }
)]
impl<T> Channel<T> {
    /// Sends the value once there is room, or returns it once the channel is closed.
    #[wait(pub send, by = Sender, blocking, sink, wakes = one(recv))]
    fn attempt(&self, #[once] value: &mut Option<T>) -> Poll<Result<(), T>> {
        let Some(sent) = value.take() else {
            return Poll::Ready(Ok(()));
        };
        match self.queue.push(sent) {
            Ok(()) => Poll::Ready(Ok(())),
            Err(PushError::Closed(back)) => Poll::Ready(Err(back)),
            Err(PushError::Full(back)) => {
                *value = Some(back);
                Poll::Pending
            }
        }
    }

    /// Sends a value if there is room, or returns it.
    #[notify(by = Sender, when = |sent| sent.is_ok(), wakes = one(recv))]
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        self.queue.push(value).map_err(|error| match error {
            PushError::Full(value) => TrySendError::Full(value),
            PushError::Closed(value) => TrySendError::Closed(value),
        })
    }

    /// Sends a value. If there is no room, it replaces the oldest one, which is returned.
    #[notify(by = Sender, when = |sent| sent.is_ok(), wakes = one(recv))]
    pub fn force_send(&self, value: T) -> Result<Option<T>, TrySendError<T>> {
        let pushed = self.queue.force_push(value);
        pushed.map_err(|ForcePushError(value)| TrySendError::Closed(value))
    }

    /// Receives the next value, or `None` once the channel is closed and empty.
    #[wait(recv, by = Receiver, blocking, stream, wakes = one(send))]
    pub fn try_recv(&self) -> Poll<Option<T>> {
        match self.queue.pop() {
            Ok(value) => Poll::Ready(Some(value)),
            Err(PopError::Closed) => Poll::Ready(None),
            Err(PopError::Empty) => Poll::Pending,
        }
    }

    /// Closes the channel, and returns whether it was open. What was sent can still be received.
    #[notify(by = [Sender, Receiver], when = |was_open| *was_open, cold)]
    pub fn close(&self) -> bool {
        self.queue.close()
    }

    /// Whether the channel is closed, or all senders or all receivers are gone.
    #[wait(closed, by = [Sender, Receiver], query)]
    pub fn is_closed(&self) -> bool {
        self.queue.is_closed()
    }

    /// How many values the channel can hold, if there is a bound.
    #[query]
    pub fn capacity(&self) -> Option<usize> {
        self.queue.capacity()
    }

    /// How many values are sent and not yet received.
    #[query]
    pub fn len(&self) -> usize {
        self.queue.len()
    }

    /// Whether all values are received.
    #[query]
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// Whether there is no room.
    #[query]
    pub fn is_full(&self) -> bool {
        self.queue.is_full()
    }

    /// How many senders there are.
    #[query]
    pub fn sender_count(&self) -> usize {
        Arc::strong_count(&self.senders) - 1
    }

    /// How many receivers there are.
    #[query]
    pub fn receiver_count(&self) -> usize {
        Arc::strong_count(&self.receivers) - 1
    }

    #[on_drop(Sender)]
    fn no_senders(&self) {
        self.queue.close();
    }

    #[on_drop(Receiver)]
    fn no_receivers(&self) {
        self.queue.close();
        // All are dropped, although the drop of one panics.
        drop(self.queue.try_iter().collect::<Vec<_>>());
    }
}

/// Why a value was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrySendError<T> {
    /// There is no room.
    Full(T),
    /// The channel is closed.
    Closed(T),
}
