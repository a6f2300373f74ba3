//! A bounded channel from many senders, which wait for room, to one receiver.
//!
//! ```
//! use spmc_waker_examples::bounded::{TrySendError, channel};
//!
//! let (sender, mut receiver) = channel(1);
//! assert_eq!(sender.try_send(1), Ok(()));
//! assert_eq!(sender.try_send(2), Err(TrySendError::Full(2)));
//! let thread = std::thread::spawn(move || futures::executor::block_on(sender.send(2)));
//! assert_eq!(receiver.blocking_recv(), Some(1));
//! assert_eq!(receiver.blocking_recv(), Some(2));
//! assert_eq!(thread.join().unwrap(), Ok(()));
//! assert_eq!(receiver.blocking_recv(), None);
//! ```
//!
//! Room for a value is taken before the value is pushed, so it can be reserved. It is free again when the value
//! is popped. So the channel is over once it is closed and all room is free.

#[cfg(any(loom, shuttle))]
use crate::model::AtomicUsize;
use concurrent_queue::ConcurrentQueue;
use spmc_waker::waitable;
#[cfg(not(any(loom, shuttle)))]
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::SeqCst;
use std::{iter, mem, task::Poll};

/// Room is not given out any more.
const CLOSED: usize = 1;
/// Room for one value, counted above that bit.
const ROOM: usize = 2;

#[derive(Debug)]
struct Bounded<T> {
    queue: ConcurrentQueue<T>,
    /// How much room is free, and whether the channel is closed.
    room: AtomicUsize,
    capacity: usize,
}

/// A channel with room for this many values. Panics if that is 0.
pub fn channel<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let bounded = Bounded {
        queue: ConcurrentQueue::bounded(capacity),
        room: AtomicUsize::new(capacity * ROOM),
        capacity,
    };
    bounded.into_pair()
}

#[waitable(
    /// Sends values. Clone it for each task, or share it: the waits take `&self`.
    waiters = pub Sender,
    waiter = pub Receiver
)]
impl<T> Bounded<T> {
    /// Sends the value once there is room, or returns it once the channel is closed.
    #[wait(pub send, by = Sender, blocking, sink, wakes = Receiver)]
    fn attempt(&self, #[once] value: &mut Option<T>) -> Poll<Result<(), T>> {
        // A poll without a value must not take room.
        if value.is_none() {
            return Poll::Ready(Ok(()));
        }
        let Poll::Ready(taken) = self.try_take_room() else {
            return Poll::Pending;
        };
        let Some(value) = value.take() else {
            return Poll::Ready(Ok(()));
        };
        match taken {
            Ok(()) => self.push(value),
            Err(Closed) => return Poll::Ready(Err(value)),
        }
        Poll::Ready(Ok(()))
    }

    /// Takes room for a value.
    #[wait(take_room, by = Sender, wakes = none)]
    fn try_take_room(&self) -> Poll<Result<(), Closed>> {
        let less = |room| match room {
            _ if room & CLOSED != 0 => None,
            _ => usize::checked_sub(room, ROOM),
        };
        match self.room.fetch_update(SeqCst, SeqCst, less) {
            Ok(_) => Poll::Ready(Ok(())),
            Err(room) if room & CLOSED != 0 => Poll::Ready(Err(Closed)),
            Err(_) => Poll::Pending,
        }
    }

    /// Pushes a value for which room was taken.
    #[notify(by = Sender, wakes = Receiver)]
    fn push(&self, value: T) {
        let pushed = self.queue.push(value);
        assert!(pushed.is_ok(), "there is room");
    }

    /// Gives room back.
    #[notify(by = Sender, wakes = [one(send), one(take_room), Receiver])]
    fn leave_room(&self) {
        self.room.fetch_add(ROOM, SeqCst);
    }

    /// Receives the next value, or `None` once the channel is closed, nobody has reserved room, and all values
    /// are received.
    #[wait(recv, by = Receiver, blocking, stream, wakes = [one(send), one(take_room)])]
    pub fn try_recv(&self) -> Poll<Option<T>> {
        // First, for it is a load: the queue's `pop` would need a fence to find that nothing is there.
        let room = self.room.load(SeqCst);
        if room / ROOM == self.capacity {
            return if room & CLOSED == 0 {
                Poll::Pending
            } else {
                Poll::Ready(None)
            };
        }
        match self.queue.pop() {
            Ok(value) => {
                self.room.fetch_add(ROOM, SeqCst);
                Poll::Ready(Some(value))
            }
            // Its push is still to come.
            Err(_) => Poll::Pending,
        }
    }

    /// Receives the next values, but no more than `max`, once there is one. Returns how many. That is 0 only if
    /// the channel is over, or if `max` is 0.
    #[wait(recv_many, by = Receiver, blocking, wakes = [send, take_room])]
    pub fn try_recv_many(&self, into: &mut Vec<T>, max: usize) -> Option<usize> {
        let before = into.len();
        into.extend(iter::from_fn(|| self.queue.pop().ok()).take(max));
        let received = into.len() - before;
        self.room.fetch_add(received * ROOM, SeqCst);
        (received > 0 || max == 0 || self.is_over()).then_some(received)
    }

    /// Closes the channel. What was sent, or room was reserved for, can still be received.
    #[notify(by = Receiver, cold)]
    pub fn close(&self) {
        self.room.fetch_or(CLOSED, SeqCst);
    }

    /// Whether the other side is gone, or the receiver has closed the channel. There may still be values to
    /// receive.
    #[wait(closed, by = Sender, query)]
    pub fn is_closed(&self) -> bool {
        self.room.load(SeqCst) & CLOSED != 0
    }

    /// How many values the channel can hold.
    #[query]
    pub const fn capacity(&self) -> usize {
        self.capacity
    }

    /// How many values could be sent now.
    #[query]
    pub fn room(&self) -> usize {
        self.room.load(SeqCst) / ROOM
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

    #[on_drop(Sender, wakes = Receiver)]
    fn no_senders(&self) {
        self.close();
    }

    #[on_drop(Receiver)]
    fn abandon(&self) {
        self.close();
        // All are dropped, although the drop of one panics. What is sent after this, by those who have reserved
        // room, is dropped with the channel.
        drop(self.queue.try_iter().collect::<Vec<_>>());
    }

    /// Whether nobody will push any more, and all is popped.
    fn is_over(&self) -> bool {
        self.room.load(SeqCst) == (self.capacity * ROOM) | CLOSED
    }
}

impl<T> Sender<T> {
    /// Sends a value if there is room, or returns it.
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        match self.try_reserve() {
            Ok(permit) => {
                permit.send(value);
                Ok(())
            }
            Err(TrySendError::Full(())) => Err(TrySendError::Full(value)),
            Err(TrySendError::Closed(())) => Err(TrySendError::Closed(value)),
        }
    }

    /// Waits for room, and reserves it for one value.
    pub async fn reserve(&self) -> Result<Permit<'_, T>, Closed> {
        self.take_room().await.map(|()| Permit(Some(self)))
    }

    /// Reserves room for one value, if there is some.
    pub fn try_reserve(&self) -> Result<Permit<'_, T>, TrySendError<()>> {
        match self.try_take_room() {
            Poll::Ready(Ok(())) => Ok(Permit(Some(self))),
            Poll::Ready(Err(Closed)) => Err(TrySendError::Closed(())),
            Poll::Pending => Err(TrySendError::Full(())),
        }
    }
}

/// Room for one value. The drop gives it back.
#[derive(Debug)]
#[must_use = "room that is dropped at once is free again"]
pub struct Permit<'a, T>(Option<&'a Sender<T>>);

impl<T> Permit<'_, T> {
    /// Sends a value, without waiting. If the receiver is gone, the value is dropped with the channel.
    pub fn send(mut self, value: T) {
        if let Some(sender) = mem::take(&mut self.0) {
            sender.push(value);
        }
    }
}

impl<T> Drop for Permit<'_, T> {
    fn drop(&mut self) {
        if let Some(sender) = self.0 {
            sender.leave_room();
        }
    }
}

/// The channel is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed;

/// Why a value was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrySendError<T> {
    /// There is no room.
    Full(T),
    /// The channel is closed.
    Closed(T),
}
