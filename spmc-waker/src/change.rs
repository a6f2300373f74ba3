//! A change of a condition, after which a task is woken.

use crate::{
    condition::{Condition, Side, Waitable, WaiterSide},
    seat::Seat as _,
};
use core::{
    fmt,
    marker::PhantomData,
    mem,
    ops::{Deref, DerefMut},
};

/// A condition while it is being changed. Dropping it, on unwinding too, wakes the task of side `S`.
///
/// What the change returns cannot borrow from it, as a guard would whose drop changes more.
pub struct Change<'a, C: Condition, S: Side, const COLD: bool> {
    waitable: &'a Waitable<C>,
    wakes: PhantomData<S>,
}

impl<'a, C: Condition, S: Side, const COLD: bool> Change<'a, C, S, COLD> {
    #[inline]
    pub(crate) const fn new(waitable: &'a Waitable<C>) -> Self {
        Self {
            waitable,
            wakes: PhantomData,
        }
    }

    /// Wakes the task if `when` says so of the change's result, or unwinds; nobody else.
    #[inline]
    pub fn wake_when<R>(self, result: &R, when: impl FnOnce(&R) -> bool) {
        if !when(result) {
            mem::forget(self);
        }
    }
}

impl<C: Condition, S: Side, const COLD: bool> Deref for Change<'_, C, S, COLD> {
    type Target = C;

    #[inline]
    fn deref(&self) -> &C {
        &self.waitable.condition
    }
}

impl<C: Condition, S: Side, const COLD: bool> Drop for Change<'_, C, S, COLD> {
    #[inline]
    fn drop(&mut self) {
        let seat = S::seat(self.waitable);
        if COLD {
            seat.wake_cold();
        } else {
            seat.wake();
        }
    }
}

/// A guard through which a condition is changed: wakes the waiting task once the guard is dropped.
///
/// What `#[notify(on_drop)]` methods return on a handle. Dereferences to the guard that the
/// condition's own method returns. `S` is the side that is woken.
///
/// Taken out of this, by `mem::replace` say, a guard would outlive the wake.
#[must_use = "the condition is changed through this guard, until it is dropped"]
pub struct NotifyGuard<'a, G, C: Condition, S: Side = WaiterSide, const COLD: bool = false> {
    // Fields are dropped in this order, the second one although the first panics.
    guard: G,
    _change: Change<'a, C, S, COLD>,
}

impl<'a, G, C: Condition, S: Side, const COLD: bool> NotifyGuard<'a, G, C, S, COLD> {
    /// Not for other use than that of the macro, which makes the guard after the change began.
    #[doc(hidden)]
    #[inline]
    pub const fn new(guard: G, change: Change<'a, C, S, COLD>) -> Self {
        Self {
            guard,
            _change: change,
        }
    }
}

impl<G, C: Condition, S: Side, const COLD: bool> Deref for NotifyGuard<'_, G, C, S, COLD> {
    type Target = G;

    #[inline]
    fn deref(&self) -> &G {
        &self.guard
    }
}

impl<G, C: Condition, S: Side, const COLD: bool> DerefMut for NotifyGuard<'_, G, C, S, COLD> {
    #[inline]
    fn deref_mut(&mut self) -> &mut G {
        &mut self.guard
    }
}

impl<G, C, S, const COLD: bool> fmt::Debug for NotifyGuard<'_, G, C, S, COLD>
where
    G: fmt::Debug,
    C: Condition,
    S: Side,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.guard.fmt(f)
    }
}
