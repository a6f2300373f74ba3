//! An unbounded channel from many senders to one receiver, over a lock-free queue.
//!
//! What is sent just before the last sender is dropped cannot be missed (flume#120 had that bug), nor
//! can the drop leave the task asleep (tokio#2854): the check reads *closed* before the queue, and
//! the `on_drop` hook wakes. A receiver that was polled may also block (oneshot#9): both borrow it.

use crossbeam_queue::SegQueue;
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

/// The queue that the senders and the receiver share.
#[derive(Debug)]
pub struct Channel<T> {
    queue: SegQueue<T>,
    /// All senders are gone, or the receiver is: whoever is left to read this is on the other side.
    closed: AtomicBool,
}

impl<T> Default for Channel<T> {
    fn default() -> Self {
        Self {
            queue: SegQueue::new(),
            closed: AtomicBool::new(false),
        }
    }
}

#[waitable(notifier = Sender, waiter = Receiver)]
impl<T> Channel<T> {
    /// Sends a value, or gives it back if the receiver is gone.
    ///
    /// `Ok` does not say that it is received: the receiver may go before it comes to this value.
    #[notify(when = |sent| sent.is_ok())]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        if self.is_closed() {
            return Err(SendError(value));
        }
        self.queue.push(value);
        Ok(())
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

/// The receiver is gone. Gives the value back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendError<T>(pub T);

impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the receiver is gone")
    }
}

impl<T: fmt::Debug> Error for SendError<T> {}
