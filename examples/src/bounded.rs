//! A bounded channel from many senders to one receiver, over a lock-free ring.
//!
//! No path forgets to wake the receiver (ringbuf#29, ringbuf#30 did, h2#538, tokio#2854): a value
//! gets in by `try_send` alone, which wakes, and so does the drop of the last sender. What is sent
//! before that drop is received (flume#120 lost it). Each side sees whether the other is gone, as
//! asked for in tokio#7240 and tokio#8481.
//!
//! Many senders do not wait for room, as each would need a waker. The one of [`spsc`] does.
//!
//! [`spsc`]: crate::spsc

use crossbeam_queue::ArrayQueue;
use spmc_waker::waitable;
use std::{
    error::Error,
    fmt,
    sync::atomic::{
        AtomicBool,
        Ordering::{Acquire, Release},
    },
    task::Poll,
};

/// The ring that the senders and the receiver share.
#[derive(Debug)]
pub struct Bounded<T> {
    queue: ArrayQueue<T>,
    /// All senders are gone, or the receiver is: whoever is left to read this is on the other side.
    closed: AtomicBool,
}

impl<T> Bounded<T> {
    /// A channel with room for this many values.
    ///
    /// # Panics
    ///
    /// If there is to be no room at all.
    pub fn new(capacity: usize) -> Self {
        Self {
            queue: ArrayQueue::new(capacity),
            closed: AtomicBool::new(false),
        }
    }
}

#[waitable(notifier = Sender, waiter = Receiver)]
impl<T> Bounded<T> {
    /// Sends a value, or gives it back if there is no room or no receiver.
    ///
    /// `Ok` does not say that it is received: the receiver may go before it comes to this value.
    #[notify(when = |sent| sent.is_ok())]
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        if self.is_closed() {
            return Err(TrySendError::Closed(value));
        }
        self.queue.push(value).map_err(TrySendError::Full)
    }

    /// Receives the next value, or `None` once all senders are gone and the channel is empty.
    #[wait(recv, blocking, stream)]
    pub fn try_recv(&self) -> Poll<Option<T>> {
        // Before the queue: what was sent before the close is then seen by the pop.
        let closed = self.is_closed();
        match self.queue.pop() {
            Some(value) => Poll::Ready(Some(value)),
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    /// Whether the other side is gone: for a sender, the receiver; for the receiver, all senders,
    /// though values of theirs may be left.
    #[shared]
    pub fn is_closed(&self) -> bool {
        // Acquire, with the release in `close`: what was sent before is in the queue.
        self.closed.load(Acquire)
    }

    /// For how many values there is room in all.
    #[shared]
    pub fn capacity(&self) -> usize {
        self.queue.capacity()
    }

    /// How many values wait to be received.
    #[shared]
    pub fn len(&self) -> usize {
        self.queue.len()
    }

    /// Whether no value waits to be received.
    #[shared]
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// Runs once the last sender is gone.
    #[on_drop(notifier)]
    fn close(&self) {
        // Release, with the acquire in `is_closed`.
        self.closed.store(true, Release);
    }

    /// Runs once the receiver is gone. What is being sent meanwhile is dropped with the last sender.
    #[on_drop(waiter)]
    fn abandon(&self) {
        self.close();
        while self.queue.pop().is_some() {}
    }
}

/// A value was not sent. Gives it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrySendError<T> {
    /// There is no room now.
    Full(T),
    /// The receiver is gone.
    Closed(T),
}

impl<T> fmt::Display for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full(_) => "the channel is full",
            Self::Closed(_) => "the receiver is gone",
        })
    }
}

impl<T: fmt::Debug> Error for TrySendError<T> {}
