//! Handles of `waiters`.

use spmc_waker::waitable;
use std::{
    fmt::Error,
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::Poll,
};

/// A bounded queue with many senders and many receivers.
#[derive(Debug)]
pub struct Queue<T, const LEN: usize> {
    items: Mutex<Vec<T>>,
    closed: AtomicBool,
}

#[waitable(
    /// Sends.
    waiters = Sender { sent: u64 = 0, limit: u64 },
    /// Receives.
    waiters = Receiver,
    waiter = Watch,
)]
impl<T, const LEN: usize> Queue<T, LEN> {
    /// Sends an item, once there is room.
    ///
    /// # Errors
    ///
    /// Fails if a panic has poisoned the items.
    #[wait(send, by = Sender, sink, blocking, within, budget = 8, wakes = [one(receive), Watch])]
    pub fn try_send(&self, #[once] item: &mut Option<T>) -> Poll<Result<(), Error>> {
        match self.items.lock() {
            Ok(mut items) if items.len() < LEN => {
                items.extend(item.take());
                Poll::Ready(Ok(()))
            }
            Ok(_) => Poll::Pending,
            Err(_) => Poll::Ready(Err(Error)),
        }
    }

    /// Receives an item, once there is one.
    #[wait(receive, by = Receiver, stream, blocking, wakes = one(send))]
    pub fn try_receive(&self) -> Poll<Option<T>> {
        let is_closed = self.closed.load(Ordering::Acquire);
        let item = self.items.lock().ok().and_then(|mut items| items.pop());
        match item {
            None if !is_closed => Poll::Pending,
            end => Poll::Ready(end),
        }
    }

    /// Whether there are no items.
    #[wait(empty, by = [Sender, Watch], query)]
    pub fn is_empty(&self) -> bool {
        self.items.lock().is_ok_and(|items| items.is_empty())
    }

    /// Counts an item, and waits for a while.
    #[wait(counted, by = Sender, wakes = counted)]
    pub fn try_counted(&self, #[field] sent: &mut u64, #[field] limit: &u64, by: u64) -> bool {
        let is_below = *sent < *limit && !self.closed.load(Ordering::Relaxed);
        *sent = sent.saturating_add(by);
        is_below
    }

    /// How many were counted, and the end.
    #[query(by = Sender)]
    pub fn sent(&self, #[field] sent: &u64) -> u64 {
        sent.saturating_add(u64::from(self.closed.load(Ordering::Relaxed)))
    }

    /// Locks the items.
    #[notify(guard, by = [Receiver, Watch], wakes = [send, one(receive)])]
    pub fn items(&self) -> Option<MutexGuard<'_, Vec<T>>> {
        self.items.lock().ok()
    }

    #[on_drop(Sender)]
    fn close(&self) {
        self.closed.store(true, Ordering::Release);
    }

    #[on_drop(Receiver, wakes = Sender)]
    fn abandon(&self) {
        self.closed.store(true, Ordering::Release);
    }
}

/// As many permits as there are handles.
#[derive(Debug, Default)]
pub struct Semaphore {
    free: AtomicU64,
}

#[waitable(notifier = Source, waiters = Permits[4] { taken: u64 = 0 }, waiters = Watches[2], storage = borrowed)]
impl Semaphore {
    /// Releases a permit.
    #[notify(by = [Source, Permits], wakes = [one(take), Watches])]
    pub fn release(&self) {
        let _before = self.free.fetch_add(1, Ordering::Release);
    }

    /// Takes a permit, if one is free.
    #[wait(take, by = Permits, blocking, wakes = none)]
    pub fn try_take(&self, #[field] taken: &mut u64) -> bool {
        let free = self.free.load(Ordering::Relaxed);
        let took = free > 0
            && self
                .free
                .compare_exchange(
                    free,
                    free.saturating_sub(1),
                    Ordering::Acquire,
                    Ordering::Relaxed,
                )
                .is_ok();
        *taken = taken.saturating_add(u64::from(took));
        took
    }

    /// Whether a permit is free.
    #[wait(free, by = Watches, await, query)]
    pub fn is_free(&self) -> bool {
        self.free.load(Ordering::Acquire) > 0
    }
}

/// One kind of handle, in the short form.
#[waitable(until = |flag| flag.raised.load(Ordering::Acquire), waiters)]
#[derive(Debug, Default)]
pub struct Flag {
    raised: AtomicBool,
}

/// One kind of handle, and no notifier.
#[derive(Debug, Default)]
pub struct Barrier {
    arrived: AtomicU64,
}

#[waitable(waiters = pub(crate) Party, notifier = none)]
impl Barrier {
    /// Arrives.
    #[notify(by = Party, when = |before| *before == 3, cold)]
    pub fn arrive(&self) -> u64 {
        self.arrived.fetch_add(1, Ordering::AcqRel)
    }

    /// Whether all have arrived.
    #[wait(all, query)]
    pub fn are_all(&self) -> bool {
        self.arrived.load(Ordering::Acquire) > 3
    }
}
