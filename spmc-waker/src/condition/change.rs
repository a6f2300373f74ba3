//! A change of a condition, after which tasks are woken.

use super::{storage::Waitable, traits::Condition, wakers};
use core::{mem, ops::Deref};

/// A condition that is being changed. Its drop wakes these waiters, on unwinding too.
///
/// What the change returns cannot borrow from it, as a guard would whose drop changes more.
#[doc(hidden)]
pub struct Change<'a, C: Condition, const WAKES: u32, const COLD: bool>(&'a Waitable<C>);

impl<'a, C: Condition, const WAKES: u32, const COLD: bool> Change<'a, C, WAKES, COLD> {
    #[inline]
    pub(super) const fn new(waitable: &'a Waitable<C>) -> Self {
        Self(waitable)
    }

    /// Applies a closure, and wakes.
    #[inline]
    pub fn apply<R>(self, change: impl FnOnce(&C) -> R) -> R {
        // A local while the wakers run: a value that is returned already is leaked when one of them
        // panics (rust-lang/rust#47949).
        let result = change(&self);
        drop(self);
        result
    }

    /// Ends the change, and wakes if this is true of its result, or if it panics.
    #[inline]
    pub fn wake_when<R>(self, result: &R, when: impl FnOnce(&R) -> bool) {
        if !when(result) {
            mem::forget(self);
        }
    }

    /// Ends the change, and leaves the wake to the drop of the handle.
    #[inline]
    pub const fn defer(self) {
        mem::forget(self);
    }

    /// Ends the change, and leaves the wake to the caller.
    #[inline]
    pub(super) const fn into_wakers(self) -> &'a C::Wakers {
        let wakers = self.0.wakers();
        mem::forget(self);
        wakers
    }

    /// Ends the change, and leaves the wake to the drop of the handle. Returns whether this is true of its
    /// result, so that there is to be one. Wakes if it panics.
    #[inline]
    pub fn defer_when<R>(self, result: &R, when: impl FnOnce(&R) -> bool) -> bool {
        let is_change = when(result);
        mem::forget(self);
        is_change
    }
}

impl<C: Condition, const WAKES: u32, const COLD: bool> Deref for Change<'_, C, WAKES, COLD> {
    type Target = C;

    #[inline]
    fn deref(&self) -> &C {
        self.0.condition()
    }
}

impl<C: Condition, const WAKES: u32, const COLD: bool> Drop for Change<'_, C, WAKES, COLD> {
    #[inline]
    fn drop(&mut self) {
        wakers::wake::<_, COLD>(self.0.wakers(), WAKES);
    }
}
