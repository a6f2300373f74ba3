//! Conditions without the prelude: only imported names are in scope.

use ::core::{
    option::Option::{self, Some},
    result::Result::{self, Ok},
    sync::atomic::{AtomicU64, Ordering},
    task::Poll,
};
use ::spmc_waker::waitable;

/// Uses the short form.
#[waitable(until = |level| level.0.load(Ordering::Acquire) > 0)]
#[derive(Debug)]
pub struct Level(AtomicU64);

/// Uses each kind of wait and of handle.
#[derive(Debug)]
pub struct Cell<T> {
    value: T,
    filled: AtomicU64,
}

#[waitable(
    notifier = Owner { given: u64 = 0 },
    waiter = Filler { tries: u64 = 0 },
    waiter = Emptier { taken: u64 },
    waiter = Onlooker,
)]
impl<T> Cell<T> {
    /// Sets the amount.
    #[notify(wakes = [Filler, Onlooker])]
    pub fn give(&self, much: u64, #[field] given: &mut u64) -> u64 {
        *given = much;
        self.filled.swap(much, Ordering::AcqRel)
    }

    /// Takes everything.
    #[notify(by = Onlooker, last, when = |all| *all > 0)]
    pub fn end(&self) -> u64 {
        self.filled.swap(0, Ordering::AcqRel)
    }

    /// Fills the cell.
    ///
    /// # Errors
    ///
    /// Never fails.
    #[wait(fill, by = Filler, sink, blocking, wakes = [Emptier, Onlooker])]
    pub fn try_fill(
        &self,
        #[once] much: &mut Option<u64>,
        #[field] tries: &mut u64,
    ) -> Poll<Result<(), u64>> {
        *tries = tries.saturating_add(1);
        if self.filled.load(Ordering::Acquire) > 0 {
            return Poll::Pending;
        }
        if let Some(amount) = much.take() {
            self.filled.store(amount, Ordering::Release);
        }
        Poll::Ready(Ok(()))
    }

    /// Empties the cell.
    #[wait(empty, by = Emptier, stream, wakes = [Filler, Onlooker])]
    pub fn try_empty(&self, #[field] taken: &mut u64) -> Poll<Option<u64>> {
        let filled = self.filled.swap(0, Ordering::AcqRel);
        *taken = taken.saturating_add(filled);
        if filled > 0 {
            Poll::Ready(Some(*taken))
        } else {
            Poll::Pending
        }
    }

    /// Whether the cell has at least this amount.
    #[wait(full, by = Onlooker, blocking, wakes = [Filler, Emptier])]
    pub fn is_full(&self, at_least: u64) -> bool {
        self.filled.load(Ordering::Acquire) >= at_least
    }

    #[arm(full)]
    fn on(&self, at_least: u64) {
        let _before = self.filled.fetch_max(at_least, Ordering::AcqRel);
    }

    #[disarm(full)]
    fn off(&self) {
        self.filled.store(0, Ordering::Release);
    }

    /// The value.
    #[query]
    pub const fn value(&self) -> &T {
        &self.value
    }

    #[on_drop(notifier, Emptier, wakes = Filler)]
    fn leave(&self) {
        self.filled.store(0, Ordering::Release);
    }
}
