//! Types for models, in place of other crates' types: loom and shuttle cannot look into those.

#[cfg(loom)]
use loom::sync;
#[cfg(shuttle)]
use shuttle::sync;
use std::{
    collections::VecDeque,
    sync::atomic::Ordering::{Acquire, Release},
};
use sync::Arc;
pub(crate) use sync::{
    Mutex, MutexGuard,
    atomic::{AtomicBool, AtomicU64, AtomicUsize},
};
#[cfg(shuttle)]
pub(crate) use sync::{RwLockReadGuard, atomic::AtomicU8};

/// In place of rtrb's ring. It has a lock in place of the cells, and an atomic length beside the lock.
///
/// A pop that has not acquired the push may find the ring empty, as in the real ring. With a lock alone, every
/// later pop would see each push.
#[derive(Debug)]
pub(crate) struct RingBuffer<T> {
    items: Mutex<VecDeque<T>>,
    len: AtomicUsize,
    capacity: usize,
}

#[derive(Debug)]
pub(crate) struct Producer<T>(Arc<RingBuffer<T>>);

#[derive(Debug)]
pub(crate) struct Consumer<T>(Arc<RingBuffer<T>>);

#[derive(Debug)]
pub(crate) enum PushError<T> {
    Full(T),
}

impl<T> RingBuffer<T> {
    #[expect(clippy::new_ret_no_self, reason = "as the real one")]
    pub(crate) fn new(capacity: usize) -> (Producer<T>, Consumer<T>) {
        let ring = Arc::new(Self {
            items: Mutex::new(VecDeque::new()),
            len: AtomicUsize::new(0),
            capacity,
        });
        (Producer(Arc::clone(&ring)), Consumer(ring))
    }
}

impl<T> Producer<T> {
    pub(crate) fn push(&mut self, item: T) -> Result<(), PushError<T>> {
        if self.0.len.load(Acquire) == self.0.capacity {
            return Err(PushError::Full(item));
        }
        self.0.items.lock().expect("poisoned").push_back(item);
        // Release, with the acquire in `pop`.
        self.0.len.fetch_add(1, Release);
        Ok(())
    }
}

impl<T> Consumer<T> {
    pub(crate) fn pop(&mut self) -> Result<T, Empty> {
        if self.0.len.load(Acquire) == 0 {
            return Err(Empty);
        }
        let item = self.0.items.lock().expect("poisoned").pop_front();
        // Release, with the acquire in `push`.
        self.0.len.fetch_sub(1, Release);
        item.ok_or(Empty)
    }
}

#[derive(Debug)]
pub(crate) struct Empty;

/// In place of parking_lot's, which would block all tasks of a schedule: they run on one thread.
#[cfg(shuttle)]
#[derive(Debug)]
pub(crate) struct RwLock<T>(sync::RwLock<T>);

#[cfg(shuttle)]
impl<T> RwLock<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(sync::RwLock::new(value))
    }

    pub(crate) fn read(&self) -> RwLockReadGuard<'_, T> {
        self.0.read().expect("poisoned")
    }

    pub(crate) fn write(&self) -> sync::RwLockWriteGuard<'_, T> {
        self.0.write().expect("poisoned")
    }
}
