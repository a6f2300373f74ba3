//! A wait by one of many handles.

#[cfg(feature = "std")]
use super::blocking::Blocking;
use super::{
    change::Change,
    debug,
    storage::Waitable,
    trace::Trace,
    traits::Condition,
    wakers::ManyWakers,
    woken::{Wakes, Woken},
};
use crate::{
    Readiness,
    set::{Place, Registration},
};
#[cfg(feature = "std")]
use core::task::Waker;
use core::{
    fmt,
    marker::PhantomData,
    task::{Context, Poll},
};

/// The registration of a wait, in a slot that the wait holds.
type Registered<'w, C, const ONE: bool> =
    Registration<<<C as Condition>::Wakers as ManyWakers>::Place<'w>, ONE>;

/// A wait for a condition by one of many handles. It takes a slot when it has to register. Its drop gives the wait up.
///
/// `W` names the tasks that are woken when the wait is over. `ONE` says whether a `wakes = one(…)` may choose this
/// wait.
#[doc(hidden)]
pub struct SharedWait<'w, C, const WAIT: usize, W = Wakes<0>, const ONE: bool = false>
where
    C: Condition<Wakers: ManyWakers>,
    W: Woken,
{
    waitable: &'w Waitable<C>,
    own: &'w <C::Wakers as ManyWakers>::Own,
    hint: usize,
    registration: Option<Registered<'w, C, ONE>>,
    trace: Trace,
    wakes: PhantomData<W>,
}

impl<'w, C, const WAIT: usize, W, const ONE: bool> SharedWait<'w, C, WAIT, W, ONE>
where
    C: Condition<Wakers: ManyWakers>,
    W: Woken,
{
    /// Creates a wait that has not been polled.
    ///
    /// # Safety
    ///
    /// The same as for [`ManyWakers::hold_slot`], for as long as the result exists.
    #[inline]
    pub(super) const unsafe fn new(
        waitable: &'w Waitable<C>,
        own: &'w <C::Wakers as ManyWakers>::Own,
        hint: usize,
        trace: Trace,
    ) -> Self {
        Self {
            waitable,
            own,
            hint,
            registration: None,
            trace,
            wakes: PhantomData,
        }
    }

    /// The `Debug` of the generated future.
    pub fn debug(this: &Self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        debug::future(f, name, shows_registered(&this.registration), None)
    }

    /// Checks the condition. If it does not hold, registers the task's waker and checks again.
    ///
    /// # Panics
    ///
    /// Panics of the check and of wakers are passed on. The result of the check is dropped then.
    #[inline]
    pub fn poll<R: Readiness>(
        this: &mut Self,
        cx: &mut Context<'_>,
        mut check: impl FnMut(&'w C) -> R,
    ) -> Poll<R::Output> {
        let (waitable, own, hint) = (this.waitable, this.own, this.hint);
        let (registration, trace) = (&mut this.registration, &mut this.trace);
        let change = Change::<_, W>::new(waitable, trace.caller());
        // SAFETY: as the caller of `new` has promised.
        let hold = || unsafe { waitable.wakers().hold_slot(own, WAIT, hint) };
        trace.say_if_woken(waitable, || shows_registered(registration));
        let check = || check(waitable.condition());
        let poll = trace.poll(|| Registration::poll_lazily(registration, hold, cx, check));
        change.wake_when(&poll, Poll::is_ready);
        poll
    }
}

/// Returns whether a wait has a slot that is registered, for `Debug` and traces.
fn shows_registered<P: Place, const ONE: bool>(
    registration: &Option<Registration<P, ONE>>,
) -> bool {
    registration
        .as_ref()
        .is_some_and(Registration::shows_registered)
}

#[cfg(feature = "std")]
impl<'w, C, const WAIT: usize, W, const ONE: bool> Blocking<'w, C>
    for SharedWait<'w, C, WAIT, W, ONE>
where
    C: Condition<Wakers: ManyWakers>,
    W: Woken,
{
    fn check_once<R: Readiness>(
        &mut self,
        check: impl FnOnce(&'w C, bool) -> R,
    ) -> Poll<R::Output> {
        let change = Change::<_, W>::new(self.waitable, self.trace.caller());
        let check = || check(self.waitable.condition(), false).into_poll();
        let poll = self.trace.check(check);
        change.wake_when(&poll, Poll::is_ready);
        poll
    }

    fn poll_blocked<R: Readiness>(
        &mut self,
        cx: &mut Context<'_>,
        mut check: impl FnMut(&'w C, bool) -> R,
    ) -> Poll<R::Output> {
        Self::poll(self, cx, |condition| check(condition, false))
    }

    fn check_at_last<R: Readiness>(
        &mut self,
        check: impl FnOnce(&'w C, bool) -> R,
    ) -> Poll<R::Output> {
        let Some(mut registration) = self.registration.take() else {
            return self.check_once(check);
        };
        let change = Change::<_, W>::new(self.waitable, self.trace.caller());
        let check = || registration.check_at_last(|| check(self.waitable.condition(), false));
        let poll = self.trace.check(check);
        // This wait is over, so end it before others are woken.
        drop(registration);
        change.wake_when(&poll, Poll::is_ready);
        poll
    }

    fn displace(&mut self) -> Option<Waker> {
        // SAFETY: as the caller of `new` has promised. `block` calls this before the first poll, so this wait holds no
        // slot.
        unsafe { self.waitable.wakers().displace_waker(WAIT, self.hint) }
    }
}
