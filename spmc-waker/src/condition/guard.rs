//! Guards that `#[notify(guard)]` methods return.

use super::{
    change::Change,
    traits::Condition,
    wakers::{self, Wakers},
};
use crate::SpmcWaker;
use core::{
    fmt,
    ops::{Deref, DerefMut},
};

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
/// A guard that is taken out of this, by `mem::replace` for example, outlives the wake. If this is
/// forgotten, nobody is woken.
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
        Self {
            guard,
            _wake: WakeOnDrop(change.into_wakers()),
        }
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
