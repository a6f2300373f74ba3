//! A channel in which every receiver gets every value, from any number of senders. It keeps the latest values,
//! as many as it has room for. A receiver that is too slow is told how many it has missed.
//!
//! ```
//! use spmc_waker_examples::broadcast::{RecvError, channel};
//!
//! let (sender, mut receiver) = channel(2);
//! let mut other = sender.subscribe();
//! for number in [1, 2, 3] {
//!     assert_eq!(sender.send(number), Ok(2));
//! }
//! assert_eq!(receiver.blocking_recv(), Err(RecvError::Lagged(1)));
//! assert_eq!(receiver.blocking_recv(), Ok(2));
//! assert_eq!(futures::executor::block_on(other.recv()), Err(RecvError::Lagged(1)));
//! ```

#[cfg(shuttle)]
use crate::model::{AtomicU64, RwLock};
#[cfg(not(shuttle))]
use parking_lot::RwLock;
use spmc_waker::waitable;
#[cfg(not(shuttle))]
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::{collections::VecDeque, sync::Arc, sync::mpsc::SendError, task::Poll};

/// All senders are gone.
const CLOSED: u64 = 1;
/// One value, counted above that bit.
const VALUE: u64 = 2;

#[derive(Debug)]
struct Broadcast<T> {
    /// The latest values, the newest at the back.
    values: RwLock<VecDeque<T>>,
    capacity: usize,
    /// How many values were sent, and whether no more will be. The count changes under the lock.
    state: AtomicU64,
    /// Each sender has one, so that they are counted.
    senders: Arc<()>,
    /// The same for receivers.
    receivers: Arc<()>,
}

/// A channel that keeps this many values. Panics if that is 0.
pub fn channel<T: Clone>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    assert!(capacity > 0, "a channel without room");
    let (senders, receivers) = (Arc::new(()), Arc::new(()));
    let (sender, receiver) = (Arc::clone(&senders), Arc::clone(&receivers));
    let broadcast = Broadcast {
        values: RwLock::new(VecDeque::with_capacity(capacity)),
        capacity,
        state: AtomicU64::new(0),
        senders,
        receivers,
    };
    broadcast.into_pair(sender, 0, receiver)
}

#[waitable(
    /// Sends values. The drop of the last one closes the channel.
    waiters = pub Sender { _counted: Arc<()> },
    /// Receives values. A clone goes on where this one is.
    waiters = pub Receiver { next: u64, _counted: Arc<()> }
)]
impl<T: Clone> Broadcast<T> {
    /// Sends a value, and returns how many receivers there are. Returns the value if there are none.
    #[notify(by = Sender, when = |sent| sent.is_ok(), wakes = recv)]
    pub fn send(&self, value: T) -> Result<usize, SendError<T>> {
        let receivers = self.receiver_count();
        if receivers == 0 {
            return Err(SendError(value));
        }
        let mut values = self.values.write();
        let oldest = if values.len() == self.capacity {
            values.pop_front()
        } else {
            None
        };
        values.push_back(value);
        // Release, with the acquires of those who look at the state.
        self.state.fetch_add(VALUE, Release);
        drop(values);
        // After the lock is released: its drop may use the channel.
        drop(oldest);
        Ok(receivers)
    }

    /// Receives the next value, or says why there is none.
    #[wait(recv, by = Receiver, blocking, wakes = none)]
    pub fn try_recv(&self, #[field] next: &mut u64) -> Poll<Result<T, RecvError>> {
        // Acquire, with the releases in `send` and `close`.
        let state = self.state.load(Acquire);
        if state / VALUE == *next {
            return match state & CLOSED {
                CLOSED => Poll::Ready(Err(RecvError::Closed)),
                _ => Poll::Pending,
            };
        }
        let values = self.values.read();
        // Relaxed: the lock orders it.
        let sent = self.state.load(Relaxed) / VALUE;
        let oldest = sent - values.len() as u64;
        if *next < oldest {
            let missed = oldest - *next;
            *next = oldest;
            return Poll::Ready(Err(RecvError::Lagged(missed)));
        }
        // It fits: it is less than the length.
        let index = (*next - oldest) as usize;
        // First: a value whose clone panics is passed over.
        *next += 1;
        Poll::Ready(Ok(values[index].clone()))
    }

    /// How many values this receiver has not received yet, the missed ones included.
    #[query(by = Receiver)]
    pub fn len(&self, #[field] next: &u64) -> usize {
        usize::try_from(self.sent() - next).unwrap_or(usize::MAX)
    }

    /// Whether this receiver has received all values.
    #[query(by = Receiver)]
    pub fn is_empty(&self, #[field] next: &u64) -> bool {
        self.sent() == *next
    }

    /// How many values the channel keeps.
    #[query]
    pub const fn capacity(&self) -> usize {
        self.capacity
    }

    /// Whether the other side is gone. There may still be values to receive.
    #[query(by = Receiver)]
    pub fn is_closed(&self) -> bool {
        self.state.load(Acquire) & CLOSED != 0
    }

    /// Whether there is no receiver.
    #[wait(closed, by = Sender, wakes = none)]
    pub fn has_no_receiver(&self) -> bool {
        self.receiver_count() == 0
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

    /// What another receiver has.
    #[query]
    fn another(&self) -> (u64, Arc<()>) {
        (self.sent(), Arc::clone(&self.receivers))
    }

    #[on_drop(Sender, wakes = recv)]
    fn close(&self) {
        self.state.fetch_or(CLOSED, Release);
    }

    #[on_drop(Receiver)]
    fn clear(&self) {
        if self.receiver_count() == 0 {
            let values = std::mem::take(&mut *self.values.write());
            drop(values);
        }
    }

    fn sent(&self) -> u64 {
        self.state.load(Acquire) / VALUE
    }
}

impl<T: Clone> Sender<T> {
    /// A receiver of what is sent from now on.
    pub fn subscribe(&self) -> Receiver<T> {
        let (next, counted) = self.another();
        Receiver::of(self, next, counted)
    }
}

impl<T: Clone> Receiver<T> {
    /// Another receiver, of what is sent from now on.
    pub fn resubscribe(&self) -> Self {
        let (next, counted) = self.another();
        Self::of(self, next, counted)
    }
}

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecvError {
    /// All senders are gone, and all values are received.
    Closed,
    /// This many values were replaced before this receiver has received them. The next one is the oldest that
    /// the channel has.
    Lagged(u64),
}
