//! A change of a condition, which wakes tasks at its end.

use super::{
    storage::Waitable,
    trace::Caller,
    traits::Condition,
    woken::{self, Waking, Woken},
};
use core::{marker::PhantomData, mem, ops::Deref};

/// A condition that is being changed. The change ends by one of the methods. If it is dropped instead, because of a
/// panic, the drop wakes all tasks that the change may concern.
///
/// The result of the change cannot borrow from this value. (A guard whose drop changes more would be such a result.)
#[doc(hidden)]
pub struct Change<'a, C: Condition, W: Woken> {
    waitable: &'a Waitable<C>,
    caller: Caller,
    wakes: PhantomData<W>,
}

impl<'a, C: Condition, W: Woken> Change<'a, C, W> {
    #[inline]
    pub(super) const fn new(waitable: &'a Waitable<C>, caller: Caller) -> Self {
        Self {
            waitable,
            caller,
            wakes: PhantomData,
        }
    }

    /// Applies a closure, and then wakes.
    #[inline]
    pub fn apply<R>(self, change: impl FnOnce(&C) -> R) -> R {
        // Bind the result: if a waker panics, Rust leaks a value that is already in the return place
        // (rust-lang/rust#47949).
        let result = change(&self);
        self.end();
        result
    }

    /// Ends the change. Wakes if `when` is true of its result, or panics.
    #[inline]
    pub fn wake_when<R>(self, result: &R, when: impl FnOnce(&R) -> bool) {
        if when(result) {
            self.end();
        } else {
            mem::forget(self);
        }
    }

    /// Ends the change, and wakes.
    #[inline]
    pub fn end(self) {
        let wakers = self.into_wakers();
        woken::wake(wakers, const { Waking::of::<C::Wakers, W>() });
    }

    /// Ends the change, and leaves the wake to the drop of the handle.
    #[inline]
    pub const fn defer(self) {
        mem::forget(self);
    }

    /// Ends the change, and leaves the wake to the caller.
    #[inline]
    pub(super) fn into_wakers(self) -> &'a C::Wakers {
        let waitable = self.waitable;
        waitable.resource().set_changed(self.caller);
        mem::forget(self);
        waitable.wakers()
    }

    /// Ends the change, and leaves the wake to the drop of the handle. Returns whether `when` is true of its result:
    /// only then that drop must wake. If `when` panics, wakes.
    #[inline]
    pub fn defer_when<R>(self, result: &R, when: impl FnOnce(&R) -> bool) -> bool {
        let is_change = when(result);
        mem::forget(self);
        is_change
    }
}

impl<C: Condition, W: Woken> Deref for Change<'_, C, W> {
    type Target = C;

    #[inline]
    fn deref(&self) -> &C {
        self.waitable.condition()
    }
}

impl<C: Condition, W: Woken> Drop for Change<'_, C, W> {
    #[inline]
    fn drop(&mut self) {
        self.waitable.resource().set_changed(self.caller);
        woken::wake(
            self.waitable.wakers(),
            const { Waking::on_unwinding::<C::Wakers, W>() },
        );
    }
}
