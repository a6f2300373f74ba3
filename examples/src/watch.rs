//! The latest value, from any number of senders to any number of receivers, each of which knows what it has
//! seen.
//!
//! ```
//! let (sender, receiver) = spmc_waker_examples::watch::channel("first");
//! let thread = std::thread::spawn(move || sender.send("second"));
//! futures::executor::block_on(receiver.changed()).unwrap();
//! assert_eq!(*receiver.borrow(), "second");
//! thread.join().unwrap().unwrap();
//! ```
//!
//! What `borrow` returns holds a lock, which senders wait for. So drop it soon, not across an `.await`.

#[cfg(shuttle)]
use crate::model::{AtomicUsize, RwLock, RwLockReadGuard};
#[cfg(not(shuttle))]
use parking_lot::{RwLock, RwLockReadGuard};
use spmc_waker::waitable;
#[cfg(not(shuttle))]
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::{mem, sync::Arc, sync::mpsc::RecvError, sync::mpsc::SendError, task::Poll};

/// All senders are gone.
const CLOSED: usize = 1;
/// One value, counted above that bit.
const VERSION: usize = 2;

#[derive(Debug)]
struct Watch<T> {
    value: RwLock<T>,
    /// How many values were sent, and whether no more will be. The count changes under the lock.
    state: AtomicUsize,
    /// Each sender has one, so that they are counted.
    senders: Arc<()>,
    /// The same for receivers.
    receivers: Arc<()>,
}

/// The version that a receiver has seen. It is shared by those who wait with one receiver.
#[derive(Debug)]
struct Seen(AtomicUsize);

impl Clone for Seen {
    fn clone(&self) -> Self {
        Self(AtomicUsize::new(self.0.load(Relaxed)))
    }
}

/// A sender, and a receiver that has seen the first value.
pub fn channel<T>(first: T) -> (Sender<T>, Receiver<T>) {
    let (senders, receivers) = (Arc::new(()), Arc::new(()));
    let (sender, receiver) = (Arc::clone(&senders), Arc::clone(&receivers));
    let watch = Watch {
        value: RwLock::new(first),
        state: AtomicUsize::new(0),
        senders,
        receivers,
    };
    watch.into_pair(sender, Seen(AtomicUsize::new(0)), receiver)
}

#[waitable(
    /// Sends values. The drop of the last one closes the channel.
    waiters = pub Sender { _counted: Arc<()> },
    /// Sees the latest value. A clone has seen what this one has.
    waiters = pub Receiver { seen: Seen, _counted: Arc<()> }
)]
impl<T> Watch<T> {
    /// Sends a value, which replaces the last one. Receivers that are late do not see the replaced one.
    ///
    /// Returns the value if there is no receiver.
    #[notify(by = Sender, when = |sent| sent.is_ok(), wakes = changed)]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        if self.receiver_count() == 0 {
            return Err(SendError(value));
        }
        drop(self.replace(value));
        Ok(())
    }

    /// Sends a value, also if there is no receiver. Returns the last one.
    #[notify(by = Sender, wakes = changed)]
    pub fn send_replace(&self, value: T) -> T {
        self.replace(value)
    }

    /// Changes the value in place. Returns whether it was changed, as the closure says.
    #[notify(by = Sender, when = |is_changed| *is_changed, wakes = changed)]
    pub fn send_if_modified<F: FnOnce(&mut T) -> bool>(&self, modify: F) -> bool {
        let mut value = self.value.write();
        let is_changed = modify(&mut value);
        if is_changed {
            self.count_version();
        }
        is_changed
    }

    /// Waits until there is a value that this receiver has not seen, and marks it as seen. Fails once no other
    /// value will come.
    #[wait(changed, by = Receiver, blocking, wakes = none)]
    pub fn try_changed(&self, #[field] seen: &Seen) -> Poll<Result<(), RecvError>> {
        // Acquire, with the release in `count_version`: the value is seen.
        let state = self.state.load(Acquire);
        let latest = state & !CLOSED;
        if seen.0.swap(latest, Relaxed) != latest {
            Poll::Ready(Ok(()))
        } else if state & CLOSED != 0 {
            Poll::Ready(Err(RecvError))
        } else {
            Poll::Pending
        }
    }

    /// Whether there is a value that this receiver has not seen. Fails once all senders are gone.
    #[query(by = Receiver)]
    pub fn has_changed(&self, #[field] seen: &Seen) -> Result<bool, RecvError> {
        match self.state.load(Acquire) {
            state if state & CLOSED != 0 => Err(RecvError),
            latest => Ok(latest != seen.0.load(Relaxed)),
        }
    }

    /// The latest value, which this marks as seen, if the predicate holds for it.
    #[query(guard, by = Receiver)]
    fn latest_if<P: FnMut(&T) -> bool>(
        &self,
        #[field] seen: &Seen,
        is_it: &mut P,
    ) -> Option<RwLockReadGuard<'_, T>> {
        let value = self.borrow_and_update(seen);
        is_it(&value).then_some(value)
    }

    /// The latest value. Does not mark it as seen.
    #[query(guard)]
    pub fn borrow(&self) -> RwLockReadGuard<'_, T> {
        self.value.read()
    }

    /// The latest value, which this marks as seen.
    #[query(guard, by = Receiver)]
    pub fn borrow_and_update(&self, #[field] seen: &Seen) -> RwLockReadGuard<'_, T> {
        let value = self.value.read();
        self.mark(seen, 0);
        value
    }

    /// Marks the latest value as not seen.
    #[notify(by = Receiver, wakes = none)]
    pub fn mark_changed(&self, #[field] seen: &Seen) {
        self.mark(seen, VERSION);
    }

    /// Marks the latest value as seen.
    #[notify(by = Receiver, wakes = none)]
    pub fn mark_unchanged(&self, #[field] seen: &Seen) {
        self.mark(seen, 0);
    }

    /// Whether there is no receiver.
    #[wait(pub closed, by = Sender, wakes = none)]
    fn has_no_receiver(&self) -> bool {
        self.receiver_count() == 0
    }

    /// Whether all senders are gone.
    #[query(by = Receiver)]
    pub fn is_closed(&self) -> bool {
        self.state.load(Acquire) & CLOSED != 0
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
    #[query(by = [Sender, Receiver])]
    fn another(&self) -> (Seen, Arc<()>) {
        let latest = self.state.load(Acquire) & !CLOSED;
        (Seen(AtomicUsize::new(latest)), Arc::clone(&self.receivers))
    }

    #[on_drop(Sender, wakes = changed)]
    fn close(&self) {
        self.state.fetch_or(CLOSED, Release);
    }

    /// By now, the receivers' fields are dropped, and with them what counts the receivers.
    #[on_drop(Receiver, wakes = closed)]
    #[expect(clippy::missing_const_for_fn, reason = "a hook is not `const`")]
    fn no_receivers(&self) {}

    fn replace(&self, value: T) -> T {
        let mut latest = self.value.write();
        let last = mem::replace(&mut *latest, value);
        self.count_version();
        // The lock is released before the last value is dropped.
        last
    }

    fn count_version(&self) {
        // Release, with the acquires of those who look at the state.
        self.state.fetch_add(VERSION, Release);
    }

    fn mark(&self, seen: &Seen, behind: usize) {
        let latest = self.state.load(Acquire) & !CLOSED;
        seen.0.store(latest.wrapping_sub(behind), Relaxed);
    }
}

impl<T> Sender<T> {
    /// A receiver that has seen what has been sent so far.
    pub fn subscribe(&self) -> Receiver<T> {
        let (seen, counted) = self.another();
        Receiver::of(self, seen, counted)
    }

    /// Whether there is no receiver.
    pub fn is_closed(&self) -> bool {
        self.has_no_receiver()
    }

    /// Changes the value in place.
    pub fn send_modify(&self, modify: impl FnOnce(&mut T)) {
        self.send_if_modified(|value| {
            modify(value);
            true
        });
    }
}

impl<T> Receiver<T> {
    /// Waits until the predicate holds for the latest value, which this marks as seen. Fails if it does not
    /// hold for the last one.
    pub async fn wait_for(
        &self,
        mut is_it: impl FnMut(&T) -> bool,
    ) -> Result<RwLockReadGuard<'_, T>, RecvError> {
        loop {
            if let Some(value) = self.latest_if(&mut is_it) {
                return Ok(value);
            }
            self.changed().await?;
        }
    }
}
