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
    ops::Deref,
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
    #[inline]
    pub fn change(&self) -> Change<'_, C> {
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
                hook(&self.change());
            }
        }
    }
}

/// A condition while it is being changed. Dropping it, on unwinding too, wakes the waiting task.
///
/// Results of a change cannot borrow from it, so a guard cannot leave with the change to come.
pub struct Change<'a, C: Condition> {
    waitable: &'a Waitable<C>,
}

impl<C: Condition> Deref for Change<'_, C> {
    type Target = C;

    #[inline]
    fn deref(&self) -> &C {
        &self.waitable.condition
    }
}

impl<C: Condition> Drop for Change<'_, C> {
    #[inline]
    fn drop(&mut self) {
        self.waitable.waker.wake();
    }
}

/// The side that waits: there is one, and it cannot be cloned.
pub struct Waiter<C: Condition> {
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
        // SAFETY: this and `drop` are the only callers of the waker's unsafe methods. Both have
        // exclusive access to the only `Waiter` of this waker, so they cannot overlap: neither the
        // check nor a waker's clone or drop gets hold of it meanwhile.
        unsafe { waker.poll_wait_until(cx, || check(condition)) }
    }
}

impl<C: Condition> Drop for Waiter<C> {
    fn drop(&mut self) {
        // SAFETY: as in `poll_wait`. The waiter is gone after this, and another never comes.
        unsafe { self.shared.waitable.waker.clear() };
    }
}
