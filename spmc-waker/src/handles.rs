//! The two sides of a condition in an `Arc`: what the generated handles wrap.

use crate::{
    Readiness,
    sync::{
        Arc, AtomicUsize,
        Ordering::{AcqRel, Relaxed},
    },
    waitable::{Condition, ConditionWaker, Waitable},
};
use core::{
    fmt, mem,
    ops::{Deref, DerefMut},
    task::{Context, Poll},
};

struct Shared<C: Condition> {
    waitable: Waitable<C>,
    /// How many notifiers there are. Kept only for conditions that want to know of the last.
    notifiers: AtomicUsize,
}

/// A condition's two sides.
pub fn pair<C: Condition>(condition: C) -> (Notifier<C>, Waiter<C>) {
    let shared = Arc::new(Shared {
        waitable: Waitable::new(condition),
        notifiers: AtomicUsize::new(1),
    });
    let notifier = Notifier {
        shared: Arc::clone(&shared),
    };
    (notifier, Waiter { shared })
}

/// The side that changes the condition and wakes: any number of clones.
pub struct Notifier<C: Condition> {
    shared: Arc<Shared<C>>,
}

impl<C: Condition> Notifier<C> {
    /// The condition, for what cannot make it true.
    #[inline]
    pub fn condition(&self) -> &C {
        &self.shared.waitable.condition
    }

    /// The condition for a change. The waiting task is woken when the [`Change`] is dropped.
    ///
    /// `COLD` outlines the waking, for where nobody waits as a rule.
    #[inline]
    pub fn change<const COLD: bool>(&self) -> Change<'_, C, COLD> {
        Change {
            waitable: &self.shared.waitable,
        }
    }
}

impl<C: Condition> Clone for Notifier<C> {
    fn clone(&self) -> Self {
        if C::ON_NOTIFIER_DROP.is_some() {
            // Relaxed: whoever clones a notifier keeps the count above zero by it.
            self.shared.notifiers.fetch_add(1, Relaxed);
        }
        Self {
            shared: Arc::clone(&self.shared),
        }
    }
}

impl<C: Condition> Drop for Notifier<C> {
    fn drop(&mut self) {
        if let Some(hook) = C::ON_NOTIFIER_DROP {
            // Release, with the acquire here: the last one sees what all others have done.
            if self.shared.notifiers.fetch_sub(1, AcqRel) == 1 {
                hook(&self.change::<false>());
            }
        }
    }
}

/// A condition while it is being changed. Dropping it, on unwinding too, wakes the waiting task.
///
/// What the change returns cannot borrow from it, as a guard would whose drop changes more.
pub struct Change<'a, C: Condition, const COLD: bool> {
    waitable: &'a Waitable<C>,
}

impl<C: Condition, const COLD: bool> Change<'_, C, COLD> {
    /// Wakes the waiting task if `when` says so of the change's result, or unwinds; nobody else.
    #[inline]
    pub fn wake_when<R>(self, result: &R, when: impl FnOnce(&R) -> bool) {
        if !when(result) {
            mem::forget(self);
        }
    }
}

impl<C: Condition, const COLD: bool> Deref for Change<'_, C, COLD> {
    type Target = C;

    #[inline]
    fn deref(&self) -> &C {
        &self.waitable.condition
    }
}

impl<C: Condition, const COLD: bool> Drop for Change<'_, C, COLD> {
    #[inline]
    fn drop(&mut self) {
        if COLD {
            self.waitable.waker.wake_cold();
        } else {
            self.waitable.waker.wake();
        }
    }
}

/// A guard through which a condition is changed: wakes the waiting task once the guard is dropped.
///
/// What `#[notify(on_drop)]` methods return on a notifier. Dereferences to the guard that the
/// condition's own method returns.
#[must_use = "the condition is changed through this guard, until it is dropped"]
pub struct NotifyGuard<'a, G, C: Condition, const COLD: bool = false> {
    // Fields are dropped in this order, the second one although the first panics.
    guard: G,
    _change: Change<'a, C, COLD>,
}

impl<'a, G, C: Condition, const COLD: bool> NotifyGuard<'a, G, C, COLD> {
    /// Not for other use than that of the macro, which makes the guard after the change began.
    #[doc(hidden)]
    #[inline]
    pub const fn new(guard: G, change: Change<'a, C, COLD>) -> Self {
        Self {
            guard,
            _change: change,
        }
    }
}

impl<G, C: Condition, const COLD: bool> Deref for NotifyGuard<'_, G, C, COLD> {
    type Target = G;

    #[inline]
    fn deref(&self) -> &G {
        &self.guard
    }
}

impl<G, C: Condition, const COLD: bool> DerefMut for NotifyGuard<'_, G, C, COLD> {
    #[inline]
    fn deref_mut(&mut self) -> &mut G {
        &mut self.guard
    }
}

impl<G: fmt::Debug, C: Condition, const COLD: bool> fmt::Debug for NotifyGuard<'_, G, C, COLD> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.guard.fmt(f)
    }
}

/// The side that waits: there is one, and it cannot be cloned.
pub struct Waiter<C: Condition> {
    // Invariant: made in `pair` alone, one for each `Waitable`, whose waker's unsafe methods are
    // called here alone.
    shared: Arc<Shared<C>>,
}

impl<C: Condition> Waiter<C> {
    /// The condition, for checks and queries.
    #[inline]
    pub fn condition(&self) -> &C {
        &self.shared.waitable.condition
    }

    /// Checks the condition; if it does not hold, registers the task's waker and checks again.
    #[inline]
    pub fn poll_wait<R: Readiness>(
        &mut self,
        cx: &mut Context<'_>,
        mut check: impl FnMut(&C) -> R,
    ) -> Poll<R::Output> {
        let Waitable { waker, condition } = &self.shared.waitable;
        // SAFETY: this is the only `Waiter` of this waker, and only its methods call the waker's
        // unsafe methods (see the field). They take `&mut self`, so they cannot overlap, and each
        // happens before the next: neither the check nor a waker's clone or drop gets hold of the
        // waiter meanwhile.
        unsafe { waker.poll_wait_until(cx, || check(condition)) }
    }

    /// Removes the registration that a dropped wait has left. Returns whether there was one.
    pub fn unregister(&mut self) -> bool {
        // SAFETY: as in `poll_wait`.
        unsafe { self.shared.waitable.waker.unregister() }
    }
}

/// Calls the hook of a dropped waiter, although the drop of its waker panics.
struct WaiterHook<'a, C: Condition>(&'a C);

impl<C: Condition> Drop for WaiterHook<'_, C> {
    fn drop(&mut self) {
        if let Some(hook) = C::ON_WAITER_DROP {
            hook(self.0);
        }
    }
}

impl<C: Condition> Drop for Waiter<C> {
    fn drop(&mut self) {
        let Waitable { waker, condition } = &self.shared.waitable;
        let _hook = WaiterHook(condition);
        // SAFETY: as in `poll_wait`. The waiter is gone after this, and another never comes.
        unsafe { waker.clear() };
    }
}
