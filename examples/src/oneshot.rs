//! A channel for one value. Either end closes it: a value is received, or its sender gets it back.
//!
//! ```
//! let (sender, receiver) = spmc_waker_examples::oneshot::channel();
//! std::thread::spawn(move || sender.send("a value"));
//! assert_eq!(futures::executor::block_on(receiver), Ok("a value"));
//! ```
//!
//! The state decides which end has the value, so neither end ever waits for the lock around it.

#[cfg(shuttle)]
use crate::model::AtomicU8;
use spmc_waker::waitable;
#[cfg(not(shuttle))]
use std::sync::atomic::AtomicU8;
use std::sync::atomic::Ordering::{Relaxed, SeqCst};
use std::{sync::mpsc::RecvError, task::Poll};
use try_lock::TryLock;

const OPEN: u8 = 0;
const SENT: u8 = 1;
const CLOSED: u8 = 2;

#[derive(Debug)]
struct Oneshot<T> {
    state: AtomicU8,
    /// The sender's until the state is `SENT`, then the receiver's.
    value: TryLock<Option<T>>,
}

/// A channel for one value.
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let (state, value) = (AtomicU8::new(OPEN), TryLock::new(None));
    Oneshot { state, value }.into_pair()
}

// `sync = false`: both ends wait for the state alone, and each change that they wait for is `SeqCst`.
#[waitable(waiter = pub Sender, waiter = pub Receiver, sync = false, cached = false)]
impl<T> Oneshot<T> {
    /// Sends the value, or returns it if the receiver is closed or gone.
    #[notify(last, by = Sender, wakes = Receiver)]
    pub fn send(&self, value: T) -> Result<(), T> {
        *self.value.try_lock().expect("it is the sender's") = Some(value);
        if self.shut(SENT) {
            Ok(())
        } else {
            Err(self.take().expect("it is still the sender's"))
        }
    }

    /// Receives the value: once, and only if it was sent before the channel was closed.
    #[wait(recv, by = Receiver, await, blocking, wakes = none)]
    pub fn try_recv(&self) -> Poll<Result<T, RecvError>> {
        match self.state.load(SeqCst) {
            OPEN => Poll::Pending,
            SENT => Poll::Ready(self.take().ok_or(RecvError)),
            _ => Poll::Ready(Err(RecvError)),
        }
    }

    /// Closes the channel, unless the value has been sent.
    #[notify(by = Receiver, wakes = all)]
    pub fn close(&self) {
        self.shut(CLOSED);
    }

    /// Whether no value will come any more: the channel is closed, or the value is taken.
    #[wait(closed, by = Sender, query)]
    pub fn is_closed(&self) -> bool {
        self.state.load(SeqCst) == CLOSED
    }

    /// Whether a value is there to receive.
    #[query]
    pub fn has_message(&self) -> bool {
        self.state.load(SeqCst) == SENT
    }

    #[on_drop(Sender, wakes = Receiver)]
    fn forsake(&self) {
        self.abandon();
    }

    #[on_drop(Receiver, wakes = Sender)]
    fn abandon(&self) {
        // The channel is seldom open by now, and a load is cheaper than an exchange that fails.
        if self.state.load(SeqCst) == OPEN {
            self.shut(CLOSED);
        }
    }

    /// Ends the open state. Returns whether the channel was open.
    fn shut(&self, how: u8) -> bool {
        let changed = self.state.compare_exchange(OPEN, how, SeqCst, SeqCst);
        changed.is_ok()
    }

    /// Takes the value, for the end that has it.
    fn take(&self) -> Option<T> {
        // Relaxed: nobody waits for this change, since the sender is done.
        self.state.store(CLOSED, Relaxed);
        self.value.try_lock().expect("it is the caller's").take()
    }
}
