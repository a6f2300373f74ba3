//! How many handles of one kind there are.

use crate::sync::{
    AtomicUsize,
    Ordering::{AcqRel, Relaxed},
    const_fn, impl_init,
};

/// How many handles of one kind there are. The condition is there while this is above zero.
#[derive(Debug)]
pub struct Count(AtomicUsize);

impl Count {
    const_fn! {
        /// None.
        pub(in crate::condition) fn new() -> Self {
            Self(AtomicUsize::new(0))
        }
    }

    /// There is one, of a new condition.
    pub(super) fn begin(&self) {
        // Relaxed: nobody else knows the condition.
        self.0.store(1, Relaxed);
    }

    /// There is one more. Returns how many there were.
    #[inline]
    pub(super) fn add(&self) -> usize {
        // Relaxed: the handle that is cloned, or makes another, keeps the condition by being there.
        self.0.fetch_add(1, Relaxed)
    }

    /// There is one less. Returns whether it was the last one.
    #[inline]
    pub(super) fn remove(&self) -> bool {
        // Release and acquire, with the same of the others: the last one sees what they did.
        self.0.fetch_sub(1, AcqRel) == 1
    }
}

impl_init!([] Count = Self::new());
