//! A change of a condition, after which a task is woken.

use crate::{
    SpmcWaker,
    condition::{Condition, Side, Waitable},
    seat::{Seat, Wakes},
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

    #[inline]
    fn waker(&self) -> &'a <S::Seat<C> as Seat>::Waker {
        S::seat(self.waitable).waker()
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
        drop(WakeOnDrop::<_, COLD>(self.waker()));
    }
}

/// Wakes when it is dropped, on unwinding too.
struct WakeOnDrop<'a, W: Wakes, const COLD: bool>(&'a W);

impl<W: Wakes, const COLD: bool> Drop for WakeOnDrop<'_, W, COLD> {
    #[inline]
    fn drop(&mut self) {
        if COLD {
            self.0.wake_cold();
        } else {
            self.0.wake();
        }
    }
}

/// A guard through which a condition is changed: wakes the waiting task once the guard is dropped.
///
/// What `#[notify(on_drop)]` methods return on a handle. Dereferences to the guard that the
/// condition's own method returns. `W` is the waker that is woken, or `()` where nobody waits. The
/// condition is no parameter, so that it can be more private than its handles.
///
/// Taken out of this, by `mem::replace` say, a guard would outlive the wake.
#[must_use = "the condition is changed through this guard, until it is dropped"]
pub struct NotifyGuard<'a, G, W: Wakes = SpmcWaker<true>, const COLD: bool = false> {
    // Fields are dropped in this order, the second one although the first panics.
    guard: G,
    _wake: WakeOnDrop<'a, W, COLD>,
}

impl<'a, G, W: Wakes, const COLD: bool> NotifyGuard<'a, G, W, COLD> {
    /// Not for other use than that of the macro, which makes the guard after the change began.
    #[doc(hidden)]
    #[inline]
    pub fn new<C, S>(guard: G, change: Change<'a, C, S, COLD>) -> Self
    where
        C: Condition,
        S: Side<Seat<C>: Seat<Waker = W>>,
    {
        let wake = WakeOnDrop(change.waker());
        mem::forget(change);
        Self { guard, _wake: wake }
    }
}

impl<G, W: Wakes, const COLD: bool> Deref for NotifyGuard<'_, G, W, COLD> {
    type Target = G;

    #[inline]
    fn deref(&self) -> &G {
        &self.guard
    }
}

impl<G, W: Wakes, const COLD: bool> DerefMut for NotifyGuard<'_, G, W, COLD> {
    #[inline]
    fn deref_mut(&mut self) -> &mut G {
        &mut self.guard
    }
}

impl<G: fmt::Debug, W: Wakes, const COLD: bool> fmt::Debug for NotifyGuard<'_, G, W, COLD> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.guard.fmt(f)
    }
}
