//! The handles that own a new condition.

use super::{Notifier, Waiter, Waiters, ending::Unended};
use crate::condition::{
    storage::Owned,
    traits::{Condition, Waits, first_wait_of, first_waits},
    wakers::{ManyWakers, Wakers as _},
};
use core::mem;

const MADE_ONCE: &str = "each handle is made once";

/// Makes the handles of a new condition, each once. If a panic comes between, its drop gives up the shares of the
/// handles that were not made.
#[doc(hidden)]
pub struct FirstHandles<C: Condition> {
    storage: Owned<C>,
    /// The waiting handles that are still to be made, as a mask of their first waits. Each has a share of the storage.
    left: usize,
    notifier_is_left: bool,
}

impl<C: Condition> FirstHandles<C> {
    /// Counts a notifier, and the handles that wait.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn with_notifier(condition: C) -> Self {
        Self::new(condition, true)
    }

    /// Counts the handles that wait.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn without_notifier(condition: C) -> Self {
        Self::new(condition, false)
    }

    /// Creates the storage, and counts the handles.
    ///
    /// Any number of `waiters` can own a condition, and a fixed set has slots for a fixed number. So this is an error:
    ///
    /// ```compile_fail,E0080
    /// use spmc_waker::{__private::FirstHandles, waitable};
    ///
    /// struct Bell;
    ///
    /// #[waitable(notifier = Rope, waiters = Ear[2], storage = borrowed)]
    /// impl Bell {
    ///     #[notify]
    ///     fn ring(&self) {}
    ///
    ///     #[wait(rung, query)]
    ///     fn is_rung(&self) -> bool { true }
    /// }
    ///
    /// FirstHandles::with_notifier(Bell);
    /// ```
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    fn new(condition: C, has_notifier: bool) -> Self {
        const {
            assert!(
                C::Wakers::MANY == 0 || C::Wakers::GROWS,
                "`waiters` that own the condition need a set that grows"
            );
        }
        Self {
            storage: Owned::new(condition, has_notifier),
            left: const { first_waits::<C>() },
            notifier_is_left: has_notifier,
        }
    }

    /// Makes the notifier.
    ///
    /// # Panics
    ///
    /// Panics if it was made already, or if the condition has no such handle.
    #[inline]
    pub fn notifier(&mut self) -> Notifier<Owned<C>> {
        assert!(mem::take(&mut self.notifier_is_left), "{MADE_ONCE}");
        // SAFETY: `new` has counted it, and it has not been made before, as has just been checked.
        unsafe { Notifier::with(self.storage.another()) }
    }

    /// Makes the waiter with this number.
    ///
    /// # Panics
    ///
    /// Panics if it was made already, or if the condition has no such handle.
    #[inline]
    pub fn waiter<const HANDLE: usize, E: Unended>(&mut self) -> Waiter<Owned<C>, HANDLE, E>
    where
        C: Waits<HANDLE>,
    {
        self.make::<HANDLE>();
        // SAFETY: `new` has counted it. It is the only one with this number: the condition is new, and `make` has
        // checked that it has not been made before.
        unsafe { Waiter::with(self.storage.another()) }
    }

    /// Makes the first of the `waiters` with this number.
    #[inline]
    pub fn waiters<const HANDLE: usize, const N: usize, E: Unended>(
        &mut self,
    ) -> Waiters<Owned<C>, HANDLE, N, E>
    where
        C: Waits<HANDLE, Wakers: ManyWakers>,
    {
        self.make::<HANDLE>();
        // SAFETY: `new` has counted it, and it has not been made before, as has just been checked.
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
            // SAFETY: these were counted in `new` and were not made. Nobody can make them later, nor use this value
            // again, because it is being dropped.
            unsafe { self.storage.abandon(waiters, self.notifier_is_left) };
        }
    }
}
