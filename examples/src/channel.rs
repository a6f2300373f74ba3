//! An unbounded channel from many senders to one receiver, which takes all that was sent in one step.
//!
//! ```
//! let (sender, receiver) = spmc_waker_examples::channel::Channel::default().into_pair();
//! for number in [1, 2] {
//!     let sender = sender.clone();
//!     std::thread::spawn(move || sender.send(number));
//! }
//! drop(sender);
//! let numbers = futures::StreamExt::collect::<std::collections::BTreeSet<_>>(receiver);
//! assert!(futures::executor::block_on(numbers).into_iter().eq([1, 2]));
//! ```

use parking_lot::Mutex;
use spmc_waker::waitable;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::{Relaxed, SeqCst};
use std::{collections::VecDeque, mem, sync::mpsc::SendError, task::Poll};

/// The values that the receiver has not taken yet.
#[derive(Debug)]
pub struct Channel<T> {
    /// The state has something for the receiver. It is changed under the lock, and read without it.
    has_news: AtomicBool,
    state: Mutex<State<T>>,
}

#[derive(Debug)]
struct State<T> {
    sent: VecDeque<T>,
    /// All senders are gone, or the receiver is.
    is_closed: bool,
}

impl<T> Default for Channel<T> {
    fn default() -> Self {
        let (sent, is_closed) = (VecDeque::new(), false);
        Self {
            has_news: AtomicBool::new(false),
            state: Mutex::new(State { sent, is_closed }),
        }
    }
}

// `sync = false`: the receiver waits for the flag alone, and the flag is raised with `SeqCst`.
#[waitable(
    notifier = Sender,
    waiter = Receiver { buffer: VecDeque<T> = VecDeque::new() },
    sync = false
)]
impl<T> Channel<T> {
    /// Sends a value, or returns it if the receiver is gone.
    #[notify(when = |sent| sent.is_ok())]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        let mut state = self.state.lock();
        if state.is_closed {
            return Err(SendError(value));
        }
        state.sent.push_back(value);
        if !self.has_news.load(SeqCst) {
            self.has_news.store(true, SeqCst);
        }
        Ok(())
    }

    /// Receives the next value, or `None` once all senders are gone and all values are received.
    #[wait(recv, blocking, stream)]
    pub fn try_recv(&self, #[field] buffer: &mut VecDeque<T>) -> Poll<Option<T>> {
        if !buffer.is_empty() {
            return Poll::Ready(buffer.pop_front());
        }
        if !self.has_news.load(SeqCst) {
            return Poll::Pending;
        }
        Poll::Ready(self.take_sent(buffer))
    }

    /// Whether the other side is gone. There may still be values to receive.
    #[query]
    pub fn is_closed(&self) -> bool {
        self.state.lock().is_closed
    }

    #[on_drop(Sender)]
    fn close(&self) {
        self.state.lock().is_closed = true;
        self.has_news.store(true, SeqCst);
    }

    #[on_drop(Receiver)]
    fn abandon(&self) {
        self.close();
        // Drop the values after the lock is released: their drops may send.
        let sent = mem::take(&mut self.state.lock().sent);
        drop(sent);
    }

    /// Returns the first value, and takes all others at once. The empty buffer is used for the values that are sent
    /// next.
    fn take_sent(&self, buffer: &mut VecDeque<T>) -> Option<T> {
        let mut state = self.state.lock();
        let first = state.sent.pop_front();
        if !state.sent.is_empty() {
            mem::swap(buffer, &mut state.sent);
        }
        // Relaxed: nobody waits for the flag to be lowered, and the lock orders this before the next
        // raise.
        self.has_news.store(state.is_closed, Relaxed);
        first
    }
}
