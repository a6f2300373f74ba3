//! Waiting: the one place that registers a task for a condition.

use crate::{
    Readiness,
    change::Change,
    condition::{Condition, Side, Waitable},
    handles::Hook,
    seat::WaitingSeat,
};
use core::{
    marker::PhantomData,
    task::{Context, Poll},
};

/// The right to wait for a condition, lent by the one handle of side `S`.
///
/// It reaches the condition for all of `'w`, so that what a check returns may borrow from there.
pub struct Wait<'w, C: Condition, S: Side> {
    // Invariant: there is no other `Wait` of this side and this `Waitable`, nor anything else that
    // calls the unsafe methods of its seat. Only the drop of its handle does, when no `Wait` is left,
    // and `Waitable::reset`, which has the `Waitable` to itself.
    waitable: &'w Waitable<C>,
    exclusive: PhantomData<(&'w mut (), S)>,
}

impl<'w, C: Condition, S: Side> Wait<'w, C, S>
where
    S::Seat<C>: WaitingSeat,
{
    /// The right to wait.
    ///
    /// # Safety
    ///
    /// There must be no other one of this side and this `Waitable` while `'w` lasts, and what the
    /// last one did must happen before.
    #[inline]
    pub(crate) const unsafe fn new(waitable: &'w Waitable<C>) -> Self {
        Self {
            waitable,
            exclusive: PhantomData,
        }
    }

    /// Checks the condition; if it does not hold, registers the task's waker and checks again.
    ///
    /// When it holds, the other side is woken, if that waits: the check may have changed something
    /// that it waits for.
    ///
    /// # Panics
    ///
    /// Panics of the check, of hooks and of wakers are passed on, and what the check has returned is
    /// dropped then.
    #[inline]
    pub fn poll<R: Readiness>(
        &mut self,
        cx: &mut Context<'_>,
        mut check: impl FnMut(&'w C) -> R,
    ) -> Poll<R::Output> {
        let mut is_second = false;
        let mut check = |condition: &'w C| {
            // The second check is the one after registering.
            if let (true, Some(arm)) = (is_second, S::hooks().arm) {
                arm(condition);
            }
            is_second = true;
            check(condition)
        };
        let Waitable { condition, .. } = self.waitable;
        let seat = S::seat(self.waitable);
        // SAFETY: there is no other `Wait` of this seat (see the field). Its methods take
        // `&mut self`, so they cannot overlap, and each happens before the next: neither the check
        // nor a waker's clone or drop gets hold of this meanwhile.
        self.attempt(|| unsafe { seat.poll_wait_until(cx, || check(condition)) })
    }

    /// Checks the condition, and registers nobody.
    #[cfg(feature = "std")]
    pub(crate) fn check<R: Readiness>(
        &mut self,
        check: impl FnOnce(&'w C) -> R,
    ) -> Poll<R::Output> {
        let Waitable { condition, .. } = self.waitable;
        self.attempt(|| check(condition).into_poll())
    }

    /// What is to be done when a wait may end.
    #[inline]
    fn attempt<T>(&mut self, attempt: impl FnOnce() -> Poll<T>) -> Poll<T> {
        let change = Change::<_, S::Other, false>::new(self.waitable);
        let poll = attempt();
        if poll.is_ready() {
            self.disarm();
        }
        change.wake_when(&poll, Poll::is_ready);
        poll
    }

    /// Removes the registration that an earlier wait has left. Returns whether there was one.
    pub fn unregister(&mut self) -> bool {
        // Dropped after it, although the drop of the waker panics.
        let _disarm = Hook(S::hooks().disarm, &self.waitable.condition);
        // SAFETY: as in `poll`.
        unsafe { S::seat(self.waitable).unregister() }
    }

    #[inline]
    fn disarm(&self) {
        if let Some(disarm) = S::hooks().disarm {
            disarm(&self.waitable.condition);
        }
    }
}
