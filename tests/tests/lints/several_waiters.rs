//! Conditions with several waiters, and handles with fields.

use spmc_waker::waitable;
use std::{
    fmt::Error,
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::Poll,
};

/// A borrowed condition with two waiters and no notifier.
#[derive(Debug)]
pub struct Ring<T, const LEN: usize> {
    items: Mutex<Vec<T>>,
    armed: AtomicBool,
}

#[waitable(waiter = Producer, waiter = Consumer { popped: u64 = 0, limit: u64 }, storage = borrowed)]
impl<T, const LEN: usize> Ring<T, LEN> {
    /// Pushes an item, once there is room.
    ///
    /// # Errors
    ///
    /// Fails if a panic has poisoned the items.
    #[wait(push, by = Producer, sink, blocking, future = Pushing, wakes = Consumer)]
    pub fn try_push(&self, #[once] item: &mut Option<T>) -> Poll<Result<(), Error>> {
        match self.items.lock() {
            Ok(mut items) if items.len() < LEN => {
                items.extend(item.take());
                Poll::Ready(Ok(()))
            }
            Ok(_) => Poll::Pending,
            Err(_) => Poll::Ready(Err(Error)),
        }
    }

    /// Pops an item, once there is one.
    #[wait(pop, by = Consumer, stream, doc = "Waits for an item.", wakes = Producer)]
    pub fn try_pop(&self, #[field] popped: &mut u64, #[field] limit: &mut u64) -> Poll<Option<T>> {
        if popped >= limit {
            return Poll::Ready(None);
        }
        let item = self.items.lock().ok().and_then(|mut items| items.pop());
        item.map_or(Poll::Pending, |found| {
            *popped = popped.saturating_add(1);
            Poll::Ready(Some(found))
        })
    }

    /// Drops all items.
    #[notify(by = Consumer)]
    pub fn clear(&self) {
        if let Ok(mut items) = self.items.lock() {
            items.clear();
        }
    }

    /// How many items were popped.
    #[notify(by = Consumer, wakes = none)]
    pub fn popped(&self, #[field] popped: &mut u64) -> u64 {
        self.armed.store(false, Ordering::Relaxed);
        *popped
    }

    #[arm(push)]
    fn enable_push(&self, item: &mut Option<T>) {
        let is_armed = item.as_mut().is_some();
        self.armed.store(is_armed, Ordering::Relaxed);
    }

    #[arm(pop)]
    fn enable(&self) {
        self.armed.store(true, Ordering::Relaxed);
    }

    #[disarm(pop)]
    fn disable(&self) {
        self.armed.store(false, Ordering::Relaxed);
    }

    #[disarm(push)]
    fn disable_push(&self) {
        self.armed.store(false, Ordering::Relaxed);
    }

    #[disarm(empty, by = Producer)]
    fn disable_empty(&self) {
        self.armed.store(false, Ordering::Relaxed);
    }

    /// Whether there are no items.
    #[wait(empty, by = Producer, query)]
    pub fn is_empty(&self) -> bool {
        self.items.lock().is_ok_and(|items| items.is_empty())
    }

    #[on_drop(Consumer)]
    fn leave(&self) {
        self.armed.store(false, Ordering::Relaxed);
    }
}

/// Three waiters and a notifier that makes one change.
#[derive(Debug, Default)]
pub struct Race<'name> {
    names: Mutex<Vec<&'name str>>,
    started: AtomicU64,
}

#[waitable(
    notifier = Starter { at: u64, told: Vec<u64> = Vec::new() },
    waiter = Runner { lane: u64 },
    waiter = Judge { places: Vec<&'name str> = Vec::new() },
    waiter = Crowd,
)]
impl<'name> Race<'name> {
    /// Starts the race.
    #[notify(last, wakes = [Runner, Crowd])]
    pub fn start(&self, #[field] at: &mut u64, #[field] told: &mut Vec<u64>) {
        told.push(*at);
        self.started.store(*at, Ordering::Release);
    }

    /// Delays the start.
    #[notify(wakes = none)]
    pub fn delay(&self, #[field] at: &mut u64, by: u64) -> u64 {
        *at = at.saturating_add(by);
        self.started.fetch_min(*at, Ordering::AcqRel)
    }

    /// Locks the names of those who have arrived.
    #[notify(guard, by = [Runner, Judge], wakes = Crowd)]
    pub fn names(&self) -> Option<MutexGuard<'_, Vec<&'name str>>> {
        self.names.lock().ok()
    }

    /// Arrives, which is the runner's last change.
    #[notify(by = Runner, last, when = |place| *place > 0, cold)]
    pub fn arrive(&self, name: &'name str, #[field] lane: &mut u64) -> usize {
        *lane = 0;
        self.names.lock().map_or(0, |mut names| {
            names.push(name);
            names.len()
        })
    }

    /// The time of the start.
    #[wait(started, by = Runner, wakes = none, blocking)]
    pub fn try_started(&self, #[field] lane: &mut u64) -> Option<u64> {
        let started = self.started.load(Ordering::Acquire);
        (started > 0).then_some(started.saturating_add(*lane))
    }

    /// The number of places, once there are at least this many.
    #[wait(places, by = Judge, wakes = Crowd)]
    pub fn try_places(
        &self,
        least: usize,
        #[field] places: &mut Vec<&'name str>,
        prefix: &str,
    ) -> Option<usize> {
        let has_prefix = |name: &&&str| name.starts_with(prefix);
        places.extend(self.names.lock().ok()?.iter().filter(has_prefix));
        (places.len() >= least).then_some(places.len())
    }

    #[arm(places)]
    fn arm(&self, least: usize, places: &mut Vec<&'name str>, prefix: &str) {
        let _before = self
            .started
            .fetch_add(u64::from(prefix.is_empty()), Ordering::Relaxed);
        places.truncate(least);
    }

    /// Whether anybody has arrived.
    #[wait(arrived, by = Crowd, await, wakes = [Runner, Judge])]
    pub fn is_arrived(&self) -> bool {
        self.names.lock().is_ok_and(|names| !names.is_empty())
    }

    #[on_drop(Starter, Runner, Judge, wakes = Crowd)]
    fn leave(&self) {
        self.started.store(0, Ordering::Release);
    }
}
