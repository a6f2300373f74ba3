//! The latest value, from a sender to any number of receivers, each of which knows what it has seen.
//!
//! ```
//! let (sender, mut receiver) = spmc_waker_examples::watch::channel("first");
//! std::thread::spawn(move || sender.send("second"));
//! futures::executor::block_on(receiver.changed()).unwrap();
//! assert_eq!(*receiver.borrow(), "second");
//! ```
//!
//! A condition has a fixed number of waiters, and a watch has any number of receivers. So each receiver has a
//! condition of its own, and all conditions look at the same value.

use parking_lot::Mutex;
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{mem, sync::Arc, sync::mpsc::RecvError, task::Poll};

/// A sender, and a receiver that has seen the first value.
pub fn channel<T>(first: T) -> (Sender<T>, Receiver<T>) {
    let latest = Latest {
        value: Arc::new(first),
        version: 0,
        is_closed: false,
        receivers: Arc::default(),
    };
    let sender = Sender(Arc::new(Mutex::new(latest)));
    let receiver = sender.subscribe();
    (sender, receiver)
}

/// Sends values. Its drop closes the channel.
#[derive(Debug)]
pub struct Sender<T>(Arc<Mutex<Latest<T>>>);

#[derive(Debug)]
struct Latest<T> {
    value: Arc<T>,
    version: u64,
    is_closed: bool,
    /// The notifiers of the receivers' conditions.
    receivers: Arc<[Remote<T>]>,
}

impl<T> Sender<T> {
    /// Sends a value, which replaces the last one. Receivers that are late do not see the replaced one.
    pub fn send(&self, value: T) {
        let value = Arc::new(value);
        let mut latest = self.0.lock();
        latest.version += 1;
        let _old = mem::replace(&mut latest.value, value);
        let receivers = Arc::clone(&latest.receivers);
        // Wakers and the old value's drop run after the lock is released.
        drop(latest);
        receivers.iter().for_each(Remote::show);
    }

    /// A receiver that has seen what has been sent so far.
    pub fn subscribe(&self) -> Receiver<T> {
        let mut latest = self.0.lock();
        let view = View {
            latest: Arc::clone(&self.0),
            is_left: AtomicBool::new(false),
        };
        let (remote, receiver) = view.into_pair(latest.version);
        let others = latest
            .receivers
            .iter()
            .filter(|remote| remote.has_receiver());
        latest.receivers = others.cloned().chain([remote]).collect();
        receiver
    }

    /// Whether there is no receiver.
    pub fn is_closed(&self) -> bool {
        let receivers = Arc::clone(&self.0.lock().receivers);
        !receivers.iter().any(Remote::has_receiver)
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut latest = self.0.lock();
        latest.is_closed = true;
        let receivers = mem::take(&mut latest.receivers);
        drop(latest);
        receivers.iter().for_each(Remote::show);
    }
}

/// What a receiver looks at.
#[derive(Debug)]
struct View<T> {
    latest: Arc<Mutex<Latest<T>>>,
    is_left: AtomicBool,
}

#[waitable(notifier = pub(self) Remote, waiter = pub Receiver { seen: u64 })]
impl<T> View<T> {
    /// Wakes the receiver, after the value has changed or the sender is gone.
    #[notify]
    #[expect(clippy::missing_const_for_fn, reason = "a change is not `const`")]
    fn show(&self) {}

    /// Marks the latest value as seen, if it was not. Fails once no other value will come.
    #[wait(changed, wakes = none)]
    pub fn try_changed(&self, #[field] seen: &mut u64) -> Poll<Result<(), RecvError>> {
        let latest = self.latest.lock();
        if mem::replace(seen, latest.version) < latest.version {
            Poll::Ready(Ok(()))
        } else if latest.is_closed {
            Poll::Ready(Err(RecvError))
        } else {
            Poll::Pending
        }
    }

    /// Marks the latest value as seen, and returns it if the predicate holds for it.
    #[wait(wait_for, wakes = none)]
    pub fn try_for<P: FnMut(&T) -> bool>(
        &self,
        #[field] seen: &mut u64,
        is_it: &mut P,
    ) -> Poll<Result<Arc<T>, RecvError>> {
        let is_closed = self.is_closed();
        let value = self.borrow_and_update(seen);
        if is_it(&value) {
            Poll::Ready(Ok(value))
        } else if is_closed {
            Poll::Ready(Err(RecvError))
        } else {
            Poll::Pending
        }
    }

    /// The latest value. Does not mark it as seen.
    #[query]
    pub fn borrow(&self) -> Arc<T> {
        Arc::clone(&self.latest.lock().value)
    }

    /// The latest value, which this marks as seen.
    #[notify(by = Receiver)]
    pub fn borrow_and_update(&self, #[field] seen: &mut u64) -> Arc<T> {
        let latest = self.latest.lock();
        *seen = latest.version;
        Arc::clone(&latest.value)
    }

    /// Whether the sender is gone.
    #[query]
    pub fn is_closed(&self) -> bool {
        self.latest.lock().is_closed
    }

    #[query]
    fn has_receiver(&self) -> bool {
        !self.is_left.load(Ordering::Relaxed)
    }

    #[on_drop(Receiver)]
    fn leave(&self) {
        self.is_left.store(true, Ordering::Relaxed);
    }
}
