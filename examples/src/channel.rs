//! An unbounded channel from many senders to one receiver, over a lock-free queue.
//!
//! What is sent just before the last sender is dropped cannot be missed (flume#120 had that bug), nor
//! can the drop leave the task asleep (tokio#2854): the check reads *closed* before the queue, and
//! the `on_drop` hook wakes.

use crossbeam_queue::SegQueue;
use spmc_waker::waitable;
use std::{
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
    /// Sends a value.
    #[notify]
    pub fn send(&self, value: T) {
        self.queue.push(value);
    }

    /// Receives the next value, or `None` once all senders are gone and the channel is empty.
    #[wait(recv)]
    pub fn try_recv(&self) -> Poll<Option<T>> {
        // Before the queue: what was sent before the close is then seen by the pop.
        let closed = self.closed.load(Acquire);
        match self.queue.pop() {
            Some(value) => Poll::Ready(Some(value)),
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
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
        self.closed.store(true, Release);
    }
}
