//! The handles that own a new condition.

use super::{Notifier, Waiter, ending::Unended};
use crate::condition::{
    storage::Owned,
    traits::{Condition, Waits},
    wakers::Wakers as _,
};

/// The bit of the notifier, beside those of the waiters.
const NOTIFIER: u64 = 1 << 63;

/// Makes the handles of a new condition, each once. Its drop gives up the shares of those that were not
/// made, as when a panic comes between.
#[doc(hidden)]
pub struct FirstHandles<C: Condition> {
    storage: Owned<C>,
    /// The handles that are still to be made. Each has a share in the storage.
    left: u64,
}

impl<C: Condition> FirstHandles<C> {
    /// For a notifier and the waiters.
    #[inline]
    pub fn with_notifier(condition: C) -> Self {
        Self::new(condition, true)
    }

    /// For the waiters alone.
    #[inline]
    pub fn without_notifier(condition: C) -> Self {
        Self::new(condition, false)
    }

    #[inline]
    fn new(condition: C, has_notifier: bool) -> Self {
        let storage = Owned::new(condition, has_notifier);
        let notifier = if has_notifier { NOTIFIER } else { 0 };
        let left = notifier | ((1 << C::Wakers::COUNT) - 1);
        Self { storage, left }
    }

    /// The notifier.
    ///
    /// # Panics
    ///
    /// When it was made already, or is none of the handles.
    #[inline]
    pub fn notifier(&mut self) -> Notifier<Owned<C>> {
        self.make(NOTIFIER);
        // SAFETY: it was counted in `new`, and has not been made before.
        unsafe { Notifier::with(self.storage.another()) }
    }

    /// The waiter with this number.
    ///
    /// # Panics
    ///
    /// When it was made already, or is none of the handles.
    #[inline]
    pub fn waiter<const WAITER: usize, E: Unended>(&mut self) -> Waiter<Owned<C>, WAITER, E>
    where
        C: Waits<WAITER>,
    {
        self.make(1 << WAITER);
        // SAFETY: the condition is new, so there was none with this number, nor has one been made
        // before; it was counted in `new`.
        unsafe { Waiter::with(self.storage.another()) }
    }

    #[inline]
    fn make(&mut self, handle: u64) {
        assert!(self.left & handle != 0, "each handle is made once");
        self.left &= !handle;
    }
}

impl<C: Condition> Drop for FirstHandles<C> {
    #[inline]
    fn drop(&mut self) {
        if self.left != 0 {
            let waiters = (self.left & !NOTIFIER).count_ones() as usize;
            // SAFETY: these were counted in `new`, and were not made. Nobody uses this again.
            unsafe { self.storage.abandon(waiters, self.left & NOTIFIER != 0) };
        }
    }
}
