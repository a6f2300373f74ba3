//! Waiting: the one place that registers a task for a condition.

use crate::{
    Readiness,
    arm::{Arm, Unarmed},
    change::Change,
    condition::{Condition, Side, Waitable},
    seat::WaitingSeat,
};
#[cfg(feature = "std")]
use core::task::Waker;
use core::{
    marker::PhantomData,
    task::{Context, Poll},
};

/// The right to wait for a condition, borrowed from the one handle of side `S`.
///
/// `A` is what the wait arms. With `WAKES`, the other side is woken when the wait is over: a query
/// changes nothing that it could wait for.
///
/// It reaches the condition for all of `'w`, so that what a check returns may borrow from there.
pub struct Wait<'w, C: Condition, S: Side, A = Unarmed, const WAKES: bool = true> {
    // Invariant: there is no other `Wait` of this side and this `Waitable`, nor anything else that
    // calls the unsafe methods of its seat. Only its handle does, while no `Wait` borrows it, and
    // `Waitable::reset`, which has the `Waitable` to itself.
    waitable: &'w Waitable<C>,
    arming: A,
    exclusive: PhantomData<(&'w mut (), S)>,
}

impl<'w, C: Condition, S: Side, A: Arm<'w, C>, const WAKES: bool> Wait<'w, C, S, A, WAKES>
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
    pub(crate) unsafe fn new(waitable: &'w Waitable<C>) -> Self {
        Self {
            waitable,
            arming: A::new(&waitable.condition),
            exclusive: PhantomData,
        }
    }

    /// Checks the condition; if it does not hold, registers the task's waker, arms, and checks again.
    ///
    /// When it holds, disarms, and wakes the other side, if that waits: the check may have changed
    /// something that it waits for.
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
        self.attempt(|waitable, arming| {
            let mut is_second = false;
            let check = || {
                // The second check is the one after registering.
                if is_second {
                    arming.arm();
                }
                is_second = true;
                check(&waitable.condition)
            };
            // SAFETY: there is no other `Wait` of this seat (see the field). Its methods take
            // `&mut self`, so they cannot overlap, and each happens before the next: neither the
            // check nor a waker's clone or drop gets hold of this meanwhile.
            unsafe { S::seat(waitable).poll_wait_until(cx, check) }
        })
    }

    /// Polls once, for a wait that goes on after this value is dropped.
    #[inline]
    pub fn poll_once<R: Readiness>(
        mut self,
        cx: &mut Context<'_>,
        check: impl FnMut(&'w C) -> R,
    ) -> Poll<R::Output> {
        let poll = self.poll(cx, check);
        self.arming.keep_armed();
        poll
    }

    /// Runs an attempt; if it is ready, disarms and wakes the other side.
    #[inline]
    fn attempt<T>(&mut self, attempt: impl FnOnce(&'w Waitable<C>, &mut A) -> Poll<T>) -> Poll<T> {
        let change = WAKES.then(|| Change::<_, S::Other, false>::new(self.waitable));
        let poll = attempt(self.waitable, &mut self.arming);
        if poll.is_ready() {
            self.arming.disarm();
        }
        if let Some(change) = change {
            change.wake_when(&poll, Poll::is_ready);
        }
        poll
    }
}

/// What blocking a thread needs.
#[cfg(feature = "std")]
impl<'w, C: Condition, S: Side, A: Arm<'w, C>, const WAKES: bool> Wait<'w, C, S, A, WAKES>
where
    S::Seat<C>: WaitingSeat,
{
    /// Checks the condition, and registers nobody.
    pub(crate) fn check<R: Readiness>(
        &mut self,
        check: impl FnOnce(&'w C) -> R,
    ) -> Poll<R::Output> {
        self.attempt(|waitable, _| check(&waitable.condition).into_poll())
    }

    /// Removes the registration that another wait has made, and returns its waker.
    pub(crate) fn take(&mut self) -> Option<Waker> {
        S::seat(self.waitable).take()
    }

    /// Removes the registration, and checks for the last time.
    pub(crate) fn give_up<R: Readiness>(
        &mut self,
        check: impl FnOnce(&'w C) -> R,
    ) -> Poll<R::Output> {
        // SAFETY: as in `poll`.
        unsafe { S::seat(self.waitable).unregister() };
        self.check(check)
    }
}
