//! A change of a condition, after which tasks are woken.

use super::{
    storage::Waitable,
    traits::Condition,
    wakers::{self, Wakers},
};
use crate::SpmcWaker;
use core::{
    fmt, mem,
    ops::{Deref, DerefMut},
};

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

/// Wakes when it is dropped, on unwinding too.
struct WakeOnDrop<'a, W: Wakers, const WAKES: u32, const COLD: bool>(&'a W);

impl<W: Wakers, const WAKES: u32, const COLD: bool> Drop for WakeOnDrop<'_, W, WAKES, COLD> {
    #[inline]
    fn drop(&mut self) {
        wakers::wake::<_, COLD>(self.0, WAKES);
    }
}

/// A guard through which a condition is changed: wakes the waiting tasks once the guard is dropped.
///
/// What `#[notify(guard)]` methods return on a handle. Dereferences to the guard that the
/// condition's own method returns. `W` is the array of wakers that the condition is stored with, and
/// each bit of `WAKES` is for one that is woken. The condition is no parameter, so that it can be more
/// private than its handles.
///
/// Taken out of this, by `mem::replace` say, a guard would outlive the wake.
#[must_use = "the condition is changed through this guard, until it is dropped"]
pub struct NotifyGuard<
    'a,
    G,
    W: Wakers = [SpmcWaker<true>; 1],
    const WAKES: u32 = 0b1,
    const COLD: bool = false,
> {
    // Fields are dropped in this order, the second one although the first panics.
    guard: G,
    _wake: WakeOnDrop<'a, W, WAKES, COLD>,
}

impl<'a, G, W: Wakers, const WAKES: u32, const COLD: bool> NotifyGuard<'a, G, W, WAKES, COLD> {
    /// Not for other use than that of the macro, which makes the guard after the change began.
    #[doc(hidden)]
    #[inline]
    pub const fn new<C: Condition<Wakers = W>>(
        guard: G,
        change: Change<'a, C, WAKES, COLD>,
    ) -> Self {
        let wake = WakeOnDrop(change.0.wakers());
        mem::forget(change);
        Self { guard, _wake: wake }
    }
}

impl<G, W: Wakers, const WAKES: u32, const COLD: bool> Deref
    for NotifyGuard<'_, G, W, WAKES, COLD>
{
    type Target = G;

    #[inline]
    fn deref(&self) -> &G {
        &self.guard
    }
}

impl<G, W: Wakers, const WAKES: u32, const COLD: bool> DerefMut
    for NotifyGuard<'_, G, W, WAKES, COLD>
{
    #[inline]
    fn deref_mut(&mut self) -> &mut G {
        &mut self.guard
    }
}

impl<G: fmt::Debug, W: Wakers, const WAKES: u32, const COLD: bool> fmt::Debug
    for NotifyGuard<'_, G, W, WAKES, COLD>
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.guard.fmt(f)
    }
}
