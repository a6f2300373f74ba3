//! A wait by a lone waiter.

#[cfg(feature = "std")]
use super::blocking::Blocking;
use super::{
    arm::{Arming, Unarmed},
    change::Change,
    debug,
    storage::Waitable,
    trace::Trace,
    traits::Condition,
    wakers::{WakerSlot as _, Wakers as _},
    woken::{Wakes, Woken},
};
use crate::Readiness;
#[cfg(feature = "std")]
use core::task::Waker;
use core::{
    fmt,
    marker::PhantomData,
    task::{Context, Poll},
};

/// The right to wait for a condition by one of its waits, borrowed from a lone waiter.
///
/// `W` names the tasks that are woken when the wait is over, because its check may have changed something that others
/// wait for. `A` is what the wait arms.
///
/// Borrows the condition for `'w`, so a result may borrow from it.
#[doc(hidden)]
pub struct Wait<'w, C: Condition, const WAIT: usize, W: Woken = Wakes<0>, A = Unarmed> {
    // Invariant: while this exists, nothing else calls the unsafe methods of the slot of this wait, and earlier calls
    // happened before. (Others that call them are the waiter, while no `Wait` borrows it, and `Waitable::reset`, which
    // has exclusive access.)
    waitable: &'w Waitable<C>,
    arming: A,
    trace: Trace,
    exclusive: PhantomData<(&'w mut (), W)>,
}

impl<'w, C: Condition, const WAIT: usize, W: Woken, A: Arming<'w, C>> Wait<'w, C, WAIT, W, A> {
    /// Takes the right to wait.
    ///
    /// # Safety
    ///
    /// For `'w`, nothing else may call the unsafe methods of the slot of the wait with this number: no other `Wait`,
    /// and not the waiter. Earlier calls must happen before this one.
    #[inline]
    pub(super) unsafe fn new(waitable: &'w Waitable<C>, trace: Trace) -> Self {
        Self {
            waitable,
            arming: A::unarmed(waitable.condition()),
            trace,
            exclusive: PhantomData,
        }
    }

    /// Checks the condition. If it does not hold, registers the task's waker and checks again.
    ///
    /// # Panics
    ///
    /// Panics of the check, of hooks and of wakers are passed on. The result of the check is dropped then.
    #[inline]
    pub fn poll<R: Readiness>(
        this: &mut Self,
        cx: &mut Context<'_>,
        mut check: impl FnMut(&'w C) -> R,
    ) -> Poll<R::Output> {
        Self::poll_armed(this, cx, |condition, _| check(condition))
    }

    /// Does the same as [`poll`](Self::poll), for a check that also arms. Its second parameter tells it to: it is true
    /// after registering.
    #[inline]
    pub fn poll_armed<R: Readiness>(
        this: &mut Self,
        cx: &mut Context<'_>,
        mut check: impl FnMut(&'w C, bool) -> R,
    ) -> Poll<R::Output> {
        this.attempt(|waitable, arming, trace| {
            let mut is_registered = false;
            let check = || {
                if is_registered {
                    arming.set_armed();
                }
                let result = check(waitable.condition(), is_registered);
                // `poll_lone` registers between the two checks.
                is_registered = true;
                result
            };
            let slot = waitable.wakers().lone_slot(WAIT);
            trace.say_if_woken(waitable, || slot.shows_slot_registered());
            // SAFETY: nothing else calls the unsafe methods of this slot (see the field). This call has `&mut self`,
            // so it overlaps with no other call of this `Wait`: neither the check nor a waker's clone or drop can
            // reach it.
            let poll = || unsafe { waitable.wakers().poll_lone(WAIT, cx, check) };
            trace.poll(poll)
        })
    }

    /// The `Debug` of the generated future.
    pub fn debug(this: &Self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        let slot = this.waitable.wakers().lone_slot(WAIT);
        let is_registered = slot.shows_slot_registered();
        debug::future(f, name, is_registered, this.arming.shows_armed())
    }

    /// Ends this value, and leaves the wait armed and registered.
    #[inline]
    pub(super) fn into_kept(this: Self) -> Trace {
        this.arming.keep_armed();
        this.trace
    }

    /// Runs an attempt. If it is ready, disarms, and wakes the tasks of `W`.
    #[inline]
    fn attempt<T>(
        &mut self,
        attempt: impl FnOnce(&'w Waitable<C>, &mut A, &mut Trace) -> Poll<T>,
    ) -> Poll<T> {
        let change = Change::<_, W>::new(self.waitable, self.trace.caller());
        let poll = attempt(self.waitable, &mut self.arming, &mut self.trace);
        if poll.is_ready() {
            self.arming.set_disarmed();
        }
        change.wake_when(&poll, Poll::is_ready);
        poll
    }
}

#[cfg(feature = "std")]
impl<'w, C: Condition, const WAIT: usize, W: Woken, A: Arming<'w, C>> Blocking<'w, C>
    for Wait<'w, C, WAIT, W, A>
{
    fn check_once<R: Readiness>(
        &mut self,
        check: impl FnOnce(&'w C, bool) -> R,
    ) -> Poll<R::Output> {
        self.attempt(|waitable, _, trace| {
            trace.check(|| check(waitable.condition(), false).into_poll())
        })
    }

    fn poll_blocked<R: Readiness>(
        &mut self,
        cx: &mut Context<'_>,
        check: impl FnMut(&'w C, bool) -> R,
    ) -> Poll<R::Output> {
        Self::poll_armed(self, cx, check)
    }

    fn check_at_last<R: Readiness>(
        &mut self,
        check: impl FnOnce(&'w C, bool) -> R,
    ) -> Poll<R::Output> {
        // SAFETY: as in `poll_armed`.
        unsafe { self.waitable.wakers().lone_slot(WAIT).unregister_slot() };
        self.check_once(check)
    }

    fn disarms(&self) -> bool {
        self.arming.shows_armed().is_some()
    }

    fn displace(&mut self) -> Option<Waker> {
        // SAFETY: as in `poll_armed`.
        unsafe {
            self.waitable
                .wakers()
                .lone_slot(WAIT)
                .unregister_slot_waker()
        }
    }
}
