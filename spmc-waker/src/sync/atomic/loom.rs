//! Loom's types, with `SeqCst` accesses spelled as fences.
//!
//! Loom treats a `SeqCst` load or store as an acquire load or a release store, but it models `SeqCst` fences. So there
//! is a fence before each `SeqCst` read, and one after each `SeqCst` write, which is the usual mapping of one to the
//! other. It is stronger than the accesses that it stands for, because fences also order the relaxed accesses around
//! them. So a model does not notice a condition that is weaker than `SYNC = false` requires.

use Ordering::{AcqRel, Acquire, Release, SeqCst};
use loom::sync::atomic;
use loom::sync::atomic::fence;
pub(crate) use loom::sync::atomic::{AtomicBool, AtomicPtr, Ordering};

#[derive(Debug, Default)]
pub(crate) struct AtomicUsize(atomic::AtomicUsize);

impl AtomicUsize {
    pub(crate) fn new(value: usize) -> Self {
        Self(atomic::AtomicUsize::new(value))
    }

    pub(crate) fn load(&self, order: Ordering) -> usize {
        match order {
            SeqCst => {
                fence(SeqCst);
                self.0.load(Acquire)
            }
            order => self.0.load(order),
        }
    }

    pub(crate) fn store(&self, value: usize, order: Ordering) {
        match order {
            SeqCst => {
                self.0.store(value, Release);
                fence(SeqCst);
            }
            order => self.0.store(value, order),
        }
    }

    pub(crate) fn swap(&self, value: usize, order: Ordering) -> usize {
        fenced(order, |order| self.0.swap(value, order))
    }

    pub(crate) fn fetch_add(&self, value: usize, order: Ordering) -> usize {
        fenced(order, |order| self.0.fetch_add(value, order))
    }

    #[cfg(feature = "alloc")]
    pub(crate) fn fetch_sub(&self, value: usize, order: Ordering) -> usize {
        self.0.fetch_sub(value, order)
    }

    pub(crate) fn fetch_or(&self, value: usize, order: Ordering) -> usize {
        fenced(order, |order| self.0.fetch_or(value, order))
    }

    pub(crate) fn fetch_and(&self, value: usize, order: Ordering) -> usize {
        fenced(order, |order| self.0.fetch_and(value, order))
    }

    pub(crate) fn compare_exchange(
        &self,
        current: usize,
        new: usize,
        success: Ordering,
        failure: Ordering,
    ) -> Result<usize, usize> {
        fenced(success, |success| {
            self.0.compare_exchange(current, new, success, failure)
        })
    }
}

/// Performs a read-modify-write, with fences if it is `SeqCst`.
fn fenced<R>(order: Ordering, read_modify_write: impl FnOnce(Ordering) -> R) -> R {
    match order {
        SeqCst => {
            fence(SeqCst);
            let outcome = read_modify_write(AcqRel);
            fence(SeqCst);
            outcome
        }
        order => read_modify_write(order),
    }
}
