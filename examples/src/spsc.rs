//! A ring from one producer to one consumer. Both wait, and each holds its end of an `rtrb` ring.
//!
//! ```
//! use futures::{SinkExt, StreamExt, executor::block_on};
//!
//! let (mut producer, consumer) = spmc_waker_examples::spsc::ring(2);
//! std::thread::spawn(move || {
//!     block_on(producer.send_all(&mut futures::stream::iter(0..100).map(Ok))).unwrap();
//! });
//! assert!(block_on(consumer.collect::<Vec<_>>()).into_iter().eq(0..100));
//! ```
//!
//! `examples/tests/loom.rs` runs it in every interleaving, on the types that `cfg` selects below.

#[cfg(any(loom, shuttle))]
use crate::model::{self as rtrb, AtomicBool};
use spmc_waker::waitable;
#[cfg(not(any(loom, shuttle)))]
use std::sync::atomic::AtomicBool;
use std::{collections::VecDeque, iter, marker::PhantomData, sync::atomic::Ordering, task::Poll};

/// What the two ends share beside the items.
#[derive(Debug)]
struct Ring<T> {
    /// One end is gone.
    closed: AtomicBool,
    items: PhantomData<fn(T)>,
}

/// A ring with room for this many items. Panics if that is 0.
pub fn ring<T>(capacity: usize) -> (Producer<T>, Consumer<T>) {
    assert!(capacity > 0, "a ring without room");
    let (producer, consumer) = rtrb::RingBuffer::new(capacity);
    let (closed, items) = (AtomicBool::new(false), PhantomData);
    Ring { closed, items }.into_pair(producer, consumer)
}

#[waitable(
    waiter = pub Producer { ring: rtrb::Producer<T> },
    waiter = pub Consumer { ring: rtrb::Consumer<T> }
)]
impl<T> Ring<T> {
    /// Pushes an item once there is room, or returns it once the consumer is gone.
    #[wait(push, by = Producer, blocking, sink, wakes = Consumer)]
    pub fn try_push(
        &self,
        #[field] ring: &mut rtrb::Producer<T>,
        #[once] item: &mut Option<T>,
    ) -> Poll<Result<(), T>> {
        if self.is_closed() {
            return Poll::Ready(item.take().map_or(Ok(()), Err));
        }
        *item = item.take().and_then(|item| refused(ring.push(item)));
        if item.is_some() {
            return Poll::Pending;
        }
        Poll::Ready(Ok(()))
    }

    /// Pushes items from the front, as many as there is room for, once there is room for one.
    ///
    /// Returns how many. That is 0 only if the consumer is gone, or if `items` was empty.
    #[wait(push_many, by = Producer, blocking, wakes = Consumer)]
    pub fn try_push_many(
        &self,
        #[field] ring: &mut rtrb::Producer<T>,
        items: &mut VecDeque<T>,
    ) -> Option<usize> {
        let before = items.len();
        while !self.is_closed() {
            let Some(item) = items.pop_front() else { break };
            if let Some(item) = refused(ring.push(item)) {
                items.push_front(item);
                break;
            }
        }
        let pushed = before - items.len();
        (pushed > 0 || before == 0 || self.is_closed()).then_some(pushed)
    }

    /// Pops the oldest item, or `None` once the producer is gone and the ring is empty.
    #[wait(pop, by = Consumer, blocking, stream, wakes = Producer)]
    pub fn try_pop(&self, #[field] ring: &mut rtrb::Consumer<T>) -> Poll<Option<T>> {
        // Read *closed* first: the pop then sees what was pushed before the close.
        let closed = self.is_closed();
        match ring.pop() {
            Ok(item) => Poll::Ready(Some(item)),
            Err(_) if closed => Poll::Ready(None),
            Err(_) => Poll::Pending,
        }
    }

    /// Pops the oldest items, but no more than `max`, once there is one.
    ///
    /// Returns how many. That is 0 only if the producer is gone and the ring is empty, or if `max` is 0.
    #[wait(pop_many, by = Consumer, blocking, wakes = Producer)]
    pub fn try_pop_many(
        &self,
        #[field] ring: &mut rtrb::Consumer<T>,
        into: &mut Vec<T>,
        max: usize,
    ) -> Option<usize> {
        let (closed, before) = (self.is_closed(), into.len());
        into.extend(iter::from_fn(|| ring.pop().ok()).take(max));
        let popped = into.len() - before;
        (popped > 0 || closed || max == 0).then_some(popped)
    }

    /// Whether the other end is gone. There may still be items for the consumer to pop.
    #[query]
    pub fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Closes the ring: nothing can be pushed any more. What was pushed can still be popped.
    #[notify(by = Consumer, wakes = Producer)]
    pub fn close(&self) {
        // Release, with the acquire in `is_closed`: the consumer sees the items before the close.
        self.closed.store(true, Ordering::Release);
    }

    #[on_drop(Producer)]
    fn finish(&self) {
        self.close();
    }

    /// Drops the items that are there. One that is pushed at the same time is dropped with the producer.
    #[on_drop(Consumer)]
    fn abandon(&self, #[field] ring: &mut rtrb::Consumer<T>) {
        self.close();
        while ring.pop().is_ok() {}
    }
}

/// The item that there was no room for.
fn refused<T>(pushed: Result<(), rtrb::PushError<T>>) -> Option<T> {
    pushed.err().map(|rtrb::PushError::Full(item)| item)
}
