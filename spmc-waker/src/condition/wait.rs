//! Waiting for a condition: the one place that registers.

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
/// `W` says who is woken when the wait is over, since its check may have changed something that others wait
/// for. `A` is what the wait arms.
///
/// Borrows the condition for `'w`, so a result may borrow from it.
#[doc(hidden)]
pub struct Wait<'w, C: Condition, const WAIT: usize, W: Woken = Wakes<0>, A = Unarmed> {
    // Invariant: there is no other `Wait` of this number, nor anything else that calls the unsafe
    // methods of its slot. Only the waiter itself does, while no `Wait` borrows it, and
    // `Waitable::reset`, which has the `Waitable` to itself.
    waitable: &'w Waitable<C>,
    arming: A,
    trace: Trace,
    exclusive: PhantomData<(&'w mut (), W)>,
}

impl<'w, C: Condition, const WAIT: usize, W: Woken, A: Arming<'w, C>> Wait<'w, C, WAIT, W, A> {
    /// The right to wait.
    ///
    /// # Safety
    ///
    /// There must be no other one of this number and this `Waitable` while `'w` lasts, and what the
    /// last one did must happen before.
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
    /// Panics of the check, of hooks and of wakers are passed on, and what the check has returned is
    /// dropped then.
    #[inline]
    pub fn poll<R: Readiness>(
        this: &mut Self,
        cx: &mut Context<'_>,
        mut check: impl FnMut(&'w C) -> R,
    ) -> Poll<R::Output> {
        Self::poll_armed(this, cx, |condition, _| check(condition))
    }

    /// The same for a check that arms first if it is told to: after registering.
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
                // The second check is the one after registering.
                is_registered = true;
                result
            };
            let slot = waitable.wakers().lone_slot(WAIT);
            trace.say_if_woken(waitable, || slot.shows_slot_registered());
            // SAFETY: there is no other `Wait` of this slot (see the field). The methods take
            // `&mut self`, so they cannot overlap, and each happens before the next: neither the
            // check nor a waker's clone or drop gets hold of this meanwhile.
            let poll = || unsafe { waitable.wakers().poll_lone(WAIT, cx, check) };
            trace.poll(poll)
        })
    }

    /// What `Debug` says of the generated future.
    pub fn debug(this: &Self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        let slot = this.waitable.wakers().lone_slot(WAIT);
        let is_registered = slot.shows_slot_registered();
        debug::future(f, name, is_registered, this.arming.shows_armed())
    }

    /// The wait goes on, armed, after this value is dropped.
    #[inline]
    pub(super) fn into_kept(this: Self) -> Trace {
        this.arming.keep_armed();
        this.trace
    }

    /// Runs an attempt. If it is ready, disarms and wakes the others.
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
