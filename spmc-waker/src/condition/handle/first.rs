//! The handles that own a new condition.

use super::{Notifier, Waiter, Waiters, ending::Unended};
use crate::condition::{
    storage::Owned,
    traits::{Condition, Waits, first_wait_of, first_waits},
    wakers::ManyWakers,
};
use core::mem;

const MADE_ONCE: &str = "each handle is made once";

/// Makes the handles of a new condition, each once. Its drop gives up the shares of those that were not
/// made, as when a panic comes between.
#[doc(hidden)]
pub struct FirstHandles<C: Condition> {
    storage: Owned<C>,
    /// The handles that are still to be made, by the first of their waits. Each has a share in the storage.
    left: usize,
    notifier_is_left: bool,
}

impl<C: Condition> FirstHandles<C> {
    /// For a notifier and the waiters.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn with_notifier(condition: C) -> Self {
        Self::new(condition, true)
    }

    /// For the waiters alone.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn without_notifier(condition: C) -> Self {
        Self::new(condition, false)
    }

    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    fn new(condition: C, has_notifier: bool) -> Self {
        Self {
            storage: Owned::new(condition, has_notifier),
            left: const { first_waits::<C>() },
            notifier_is_left: has_notifier,
        }
    }

    /// The notifier.
    ///
    /// # Panics
    ///
    /// When it was made already, or is none of the handles.
    #[inline]
    pub fn notifier(&mut self) -> Notifier<Owned<C>> {
        assert!(mem::take(&mut self.notifier_is_left), "{MADE_ONCE}");
        // SAFETY: it was counted in `new`, and has not been made before.
        unsafe { Notifier::with(self.storage.another()) }
    }

    /// The waiter with this number.
    ///
    /// # Panics
    ///
    /// When it was made already, or is none of the handles.
    #[inline]
    pub fn waiter<const HANDLE: usize, E: Unended>(&mut self) -> Waiter<Owned<C>, HANDLE, E>
    where
        C: Waits<HANDLE>,
    {
        self.make::<HANDLE>();
        // SAFETY: the condition is new, so there was none with this number, nor has one been made
        // before; it was counted in `new`.
        unsafe { Waiter::with(self.storage.another()) }
    }

    /// The first of the `waiters` with this number.
    #[inline]
    pub fn waiters<const HANDLE: usize, const N: usize, E: Unended>(
        &mut self,
    ) -> Waiters<Owned<C>, HANDLE, N, E>
    where
        C: Waits<HANDLE, Wakers: ManyWakers>,
    {
        self.make::<HANDLE>();
        // SAFETY: it was counted in `new`, and has not been made before.
        unsafe { Waiters::with(self.storage.another(), 0) }
    }

    #[inline]
    fn make<const HANDLE: usize>(&mut self) {
        let bit = 1 << const { first_wait_of::<C>(HANDLE) };
        assert!(self.left & bit != 0, "{MADE_ONCE}");
        self.left &= !bit;
    }
}

impl<C: Condition> Drop for FirstHandles<C> {
    #[inline]
    fn drop(&mut self) {
        if self.left != 0 || self.notifier_is_left {
            let waiters = self.left.count_ones() as usize;
            // SAFETY: these were counted in `new`, and were not made: something has panicked, and the handles
            // that were made are dropped, too. Nobody uses this again.
            unsafe { self.storage.abandon(waiters, self.notifier_is_left) };
        }
    }
}
