//! The number of handles of one kind.

use crate::sync::{
    AtomicUsize,
    Ordering::{AcqRel, Relaxed},
    const_fn, impl_init,
};

/// The number of handles of one kind. While it is above zero, their kind has a share of the condition.
#[derive(Debug)]
pub struct Count(AtomicUsize);

impl Count {
    const_fn! {
        /// No handles.
        pub(in crate::condition) fn new() -> Self {
            Self(AtomicUsize::new(0))
        }
    }

    /// Counts the first handle of a new condition.
    pub(super) fn begin(&self) {
        // Relaxed: nobody else can reach the condition yet.
        self.0.store(1, Relaxed);
    }

    /// Counts one handle more. Returns the number before.
    #[inline]
    pub(super) fn add(&self) -> usize {
        // Relaxed: the handle that makes the new one keeps the condition alive.
        self.0.fetch_add(1, Relaxed)
    }

    /// Counts one handle less. Returns whether it was the last one.
    #[inline]
    pub(super) fn remove(&self) -> bool {
        // AcqRel, with the same of the other handles: what they did before happens before the last one goes on.
        self.0.fetch_sub(1, AcqRel) == 1
    }
}

impl_init!([] Count = Self::new());
