//! A channel for one value, from a sender to a receiver that is a future.
//!
//! A value sent just before the sender is gone cannot be missed (flume#120 had that bug): one lock
//! covers the value and the close. No end can be dropped without its waking the receiver (h2#538,
//! bb8#194, tokio#2854): the `on_drop` hook does. A sender that outlives the receiver keeps no
//! finished task alive (n0-watcher#62, quinn#1458): the receiver takes its waker along.

use spmc_waker::waitable;
use std::{
    error::Error,
    fmt, mem,
    sync::{Mutex, MutexGuard},
    task::Poll,
};

/// No value comes: the sender was dropped, the receiver was closed, or has received it already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed;

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the channel is closed")
    }
}

impl Error for Closed {}

/// A channel for one value.
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let slot = Slot {
        state: Mutex::new(State::Open),
    };
    let (sending, receiver) = slot.into_pair();
    (Sender { sending }, receiver)
}

/// Sends the value. There is one, and sending consumes it.
#[derive(Debug)]
pub struct Sender<T> {
    // Dropped, it closes the channel: no value comes after the one that was sent.
    sending: Sending<T>,
}

impl<T> Sender<T> {
    /// Sends the value, or gives it back if the receiver is closed or gone.
    pub fn send(self, value: T) -> Result<(), T> {
        self.sending.put(value)
    }

    /// Whether the receiver is closed or gone, and a value would be given back.
    pub fn is_closed(&self) -> bool {
        self.sending.is_closed()
    }
}

/// What the sender and the receiver share.
struct Slot<T> {
    state: Mutex<State<T>>,
}

enum State<T> {
    Open,
    Sent(T),
    /// By either side, or because the value has been received.
    Closed,
}

#[waitable(notifier = pub(self) Sending, waiter = pub Receiver)]
impl<T> Slot<T> {
    #[notify(when = |sent| sent.is_ok())]
    fn put(&self, value: T) -> Result<(), T> {
        let state = &mut *self.lock();
        match state {
            State::Open => {
                *state = State::Sent(value);
                Ok(())
            }
            State::Sent(_) | State::Closed => Err(value),
        }
    }

    /// Receives the value. Awaiting the receiver itself does the same.
    #[wait(recv, default)]
    pub fn try_recv(&self) -> Poll<Result<T, Closed>> {
        let state = &mut *self.lock();
        match mem::replace(state, State::Closed) {
            State::Open => {
                *state = State::Open;
                Poll::Pending
            }
            State::Sent(value) => Poll::Ready(Ok(value)),
            State::Closed => Poll::Ready(Err(Closed)),
        }
    }

    /// Closes the channel for a value that is not sent yet. One that is can still be received.
    #[notify(by = waiter)]
    pub fn close(&self) {
        self.shut();
    }

    /// Whether no value will come any more.
    #[shared]
    pub fn is_closed(&self) -> bool {
        matches!(*self.lock(), State::Closed)
    }

    // A value that has been sent when the receiver goes is dropped with the slot: its sender is gone,
    // or about to be.
    #[on_drop(notifier, waiter)]
    fn shut(&self) {
        let state = &mut *self.lock();
        if let State::Open = state {
            *state = State::Closed;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().expect("nothing panics under this lock")
    }
}
