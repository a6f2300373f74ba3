//! A ring from one producer to one consumer, both of which wait: for room, and for an item.
//!
//! Neither side can forget to wake the other (ringbuf#29, ringbuf#30, embassy#3807 had that bug), nor
//! overwrite the other's waker (embassy#3930, embassy#4134): each side has a waker of its own, and
//! each push, pop and drop wakes the other. What is pushed before the producer goes is popped
//! (flume#120 lost it): the check reads *closed* before the ring.
//!
//! `examples/tests/loom.rs` checks it in every interleaving, with what `cfg(loom)` puts in below.

#[cfg(loom)]
use crate::model::{ArrayQueue, AtomicBool};
use spmc_waker::waitable;
use std::{
    collections::VecDeque,
    iter,
    sync::atomic::Ordering::{Acquire, Release},
    task::Poll,
};
#[cfg(not(loom))]
use {crossbeam_queue::ArrayQueue, std::sync::atomic::AtomicBool};

/// The ring that the producer and the consumer share.
#[derive(Debug)]
pub struct Ring<T> {
    items: ArrayQueue<T>,
    /// One side is gone: whoever is left to read this is the other.
    closed: AtomicBool,
}

impl<T> Ring<T> {
    /// A ring with room for this many items.
    ///
    /// # Panics
    ///
    /// If there is to be no room at all.
    pub fn new(capacity: usize) -> Self {
        Self {
            items: ArrayQueue::new(capacity),
            closed: AtomicBool::new(false),
        }
    }
}

#[waitable(notifier = Producer, waiter = Consumer)]
impl<T> Ring<T> {
    /// Pushes an item once there is room, or gives it back once the consumer is gone.
    #[wait(push, blocking, by = notifier)]
    pub fn try_push(&self, #[once] item: &mut Option<T>) -> Poll<Result<(), T>> {
        let Some(value) = item.take() else {
            return Poll::Ready(Ok(()));
        };
        if self.is_closed() {
            return Poll::Ready(Err(value));
        }
        match self.items.push(value) {
            Ok(()) => Poll::Ready(Ok(())),
            Err(value) => {
                *item = Some(value);
                Poll::Pending
            }
        }
    }

    /// Pushes items from the front, as many as there is room for, once there is room for one.
    ///
    /// Returns how many: none only if the consumer is gone, or if there were none.
    #[wait(push_many, blocking, by = notifier)]
    pub fn try_push_many(&self, items: &mut VecDeque<T>) -> Option<usize> {
        let before = items.len();
        if before == 0 || self.is_closed() {
            return Some(0);
        }
        while let Some(item) = items.pop_front() {
            if let Err(item) = self.items.push(item) {
                items.push_front(item);
                break;
            }
        }
        let pushed = before - items.len();
        (pushed > 0).then_some(pushed)
    }

    /// Pops the oldest item, or `None` once the producer is gone and the ring is empty.
    #[wait(pop, blocking, stream)]
    pub fn try_pop(&self) -> Poll<Option<T>> {
        // Before the ring: what was pushed before the close is then seen by the pop.
        let closed = self.is_closed();
        match self.items.pop() {
            Some(item) => Poll::Ready(Some(item)),
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    /// Pops the oldest items, as many as there are, but no more than `max`, once there is one.
    ///
    /// Returns how many: none only if the producer is gone and the ring is empty, or if `max` is 0.
    #[wait(pop_many, blocking)]
    pub fn try_pop_many(&self, into: &mut Vec<T>, max: usize) -> Option<usize> {
        // Before the ring, as in `try_pop`.
        let closed = self.is_closed();
        let before = into.len();
        into.extend(iter::from_fn(|| self.items.pop()).take(max));
        let popped = into.len() - before;
        (popped > 0 || closed || max == 0).then_some(popped)
    }

    /// Whether the other side is gone. Items may be left for the consumer.
    #[shared]
    pub fn is_closed(&self) -> bool {
        // Acquire, with the release in `close`: what was pushed before is in the ring.
        self.closed.load(Acquire)
    }

    /// Runs once the producer is gone.
    #[on_drop(notifier)]
    fn close(&self) {
        // Release, with the acquire in `is_closed`.
        self.closed.store(true, Release);
    }

    /// Runs once the consumer is gone. What is being pushed meanwhile is dropped with the producer.
    #[on_drop(waiter)]
    fn abandon(&self) {
        self.close();
        while self.items.pop().is_some() {}
    }
}
