//! Conditions with a notifier and a waiter.

use spmc_waker::waitable;
use std::{
    fmt::Error,
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::Poll,
};

/// Uses the short form.
#[waitable(until = |flag| flag.raised.load(Ordering::Acquire))]
#[derive(Debug, Default)]
pub struct Flag {
    raised: AtomicBool,
}

/// Uses the short form with generics and a declared result.
#[waitable(notifier = Put, waiter = Take, until = |slot| -> Option<T> {
    slot.value.lock().ok()?.take()
})]
#[derive(Debug, Default)]
pub struct Slot<T: Send> {
    value: Mutex<Option<T>>,
}

/// Uses the full form.
#[derive(Debug, Default)]
pub struct Meter<'name, const LIMIT: u64> {
    name: Mutex<&'name str>,
    level: AtomicU64,
}

#[waitable(notifier = Source, waiter = Gauge, sync = false, cached = false)]
impl<'name, const LIMIT: u64> Meter<'name, LIMIT> {
    /// Adds to the level.
    #[notify]
    pub fn add(&self, amount: u64) {
        let _before = self.level.fetch_add(amount, Ordering::SeqCst);
    }

    /// Names the meter.
    ///
    /// # Errors
    ///
    /// Fails if a panic has poisoned the name.
    #[notify]
    pub fn rename(&self, name: &'name str) -> Result<(), Error> {
        *self.name.lock().map_err(|_poisoned| Error)? = name;
        Ok(())
    }

    /// The level, once it is over the limit.
    #[wait(overflow, await, wakes = none)]
    pub fn try_overflow(&self) -> Poll<u64> {
        let level = self.level.load(Ordering::SeqCst);
        if level > LIMIT {
            Poll::Ready(level)
        } else {
            Poll::Pending
        }
    }

    /// Whether the level is that high.
    #[wait(reached, wakes = none)]
    #[must_use]
    pub fn is_at(&self, level: &u64, name: &str) -> bool {
        let named = self.name.lock().is_ok_and(|found| *found == name);
        named && self.level.load(Ordering::SeqCst) >= *level
    }

    /// The highest level that is not over the limit.
    #[query]
    #[must_use]
    pub const fn limit(&self) -> u64 {
        LIMIT
    }

    /// The level.
    #[query]
    #[must_use]
    pub fn level(&self) -> u64 {
        self.level.load(Ordering::SeqCst)
    }

    #[on_drop(notifier)]
    fn drain(&self) {
        self.level.store(0, Ordering::SeqCst);
    }
}

/// A condition with a wait whose result borrows from it.
#[derive(Debug, Default)]
pub struct Page {
    text: Mutex<String>,
}

#[waitable(notifier = Writer, waiter = Reader)]
impl Page {
    /// Appends text.
    #[notify]
    pub fn write(&self, text: &str) {
        if let Ok(mut page) = self.text.lock() {
            page.push_str(text);
        }
    }

    /// The page, once it has this length.
    #[wait(read)]
    pub fn try_read(&self, least: usize) -> Option<MutexGuard<'_, String>> {
        self.text.lock().ok().filter(|text| text.len() >= least)
    }
}

/// A private condition with public handles.
#[derive(Debug, Default)]
struct Hidden {
    done: AtomicBool,
}

#[waitable(notifier = pub Finisher, waiter = pub Finished)]
impl Hidden {
    /// Marks it as done.
    #[notify]
    pub fn finish(&self) {
        self.done.store(true, Ordering::Relaxed);
    }

    /// Whether it is done.
    #[wait(done, await, query)]
    pub fn is_done(&self) -> bool {
        self.done.load(Ordering::Relaxed)
    }
}

/// Returns the handles of a hidden condition.
pub fn hidden() -> (Finisher, Finished) {
    Hidden::default().into_pair()
}
