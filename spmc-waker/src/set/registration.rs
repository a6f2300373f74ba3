//! The registration of one wait in a slot that the wait holds, from its first pending poll to its end.

use crate::{Readiness, defer::Defer};
use core::{
    mem::{self, ManuallyDrop},
    task::{Context, Poll, Waker},
};

/// A slot that is held. Only its holder registers there.
pub trait Place: sealed::Sealed {
    /// Registers a waker, and then sets the bits by which wakes find it.
    #[doc(hidden)]
    fn register(&mut self, waker: &Waker);

    /// Removes the registration. Returns whether there was one. Synchronises nothing.
    #[doc(hidden)]
    fn unregister(&mut self) -> bool;

    /// Returns whether a waker is registered. If not, acquires the wake that has consumed the registration.
    #[doc(hidden)]
    fn is_registered(&self) -> bool;

    /// Returns whether a waker is registered, for `Debug`. Synchronises nothing.
    #[doc(hidden)]
    fn shows_registered(&self) -> bool;

    /// Wakes one task of the same wait.
    #[doc(hidden)]
    fn wake_one(&self);

    /// Prepares the slot for the next `poll_…`: it stays held and registered. The caller forgets this value afterwards.
    #[doc(hidden)]
    fn keep(&mut self) {}

    /// Gives the slot back, as the drop does.
    ///
    /// # Safety
    ///
    /// The caller must not use or drop this value afterwards: another wait may hold the slot then.
    #[doc(hidden)]
    unsafe fn give_back(&mut self) {}
}

/// The registration of a wait in a slot. Its drop gives the wait up.
///
/// With `ONE`, a wake of one may choose this wait. Such a wake is *spent* once the wait has checked its condition
/// afterwards, whatever the check finds. If the wait ends without such a check, it passes the wake on to another task
/// that waits in the same way:
///
/// | a wake consumed the registration | and the wait | so the wake is |
/// |---|---|---|
/// | before the last check began | is ready | spent |
/// | after the last check began | is ready | passed on |
/// | after the wait has registered last | is given up | passed on |
/// | at any time | checks once more at its time limit | spent |
/// | never | is ready or given up | none: the registration is removed |
///
/// Only the end of a wait passes a wake on, so no wake is passed on forever. If a waker panics, the wake is passed on
/// all the same. If a registration is forgotten, a wake that has chosen it is lost.
#[must_use = "its drop gives the wait up"]
pub struct Registration<P: Place, const ONE: bool> {
    place: P,
    /// A poll of this wait has registered. A wake may have consumed the registration.
    has_registered: bool,
}

impl<P: Place, const ONE: bool> Registration<P, ONE> {
    /// Begins a wait, which has not registered yet.
    #[inline]
    pub const fn new(place: P) -> Self {
        Self {
            place,
            has_registered: false,
        }
    }

    /// Goes on with a wait whose registration was [kept](Self::keep) if `has_registered`. Otherwise begins a wait.
    #[inline]
    pub const fn resume(place: P, has_registered: bool) -> Self {
        Self {
            place,
            has_registered,
        }
    }

    /// Polls for a future, which holds a slot from its first pending poll until it is ready.
    #[inline]
    pub fn poll_lazily<R: Readiness>(
        this: &mut Option<Self>,
        hold: impl FnOnce() -> P,
        cx: &mut Context<'_>,
        mut check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        let poll = match this {
            Some(registration) => registration.poll(cx, check),
            None => {
                let first = check().into_poll();
                if first.is_ready() {
                    return first;
                }
                this.insert(Self::new(hold())).poll_registered(cx, check)
            }
        };
        if poll.is_ready() {
            // The registration has ended, so only the slot is left to give back. The drop would look at the
            // registration, too.
            if let Some(ended) = &mut *ManuallyDrop::new(this.take()) {
                // SAFETY: the place is neither used nor dropped afterwards.
                unsafe { ended.place.give_back() };
            }
        }
        poll
    }

    /// Checks the condition and, if it does not hold, registers the task's waker and checks again.
    /// When it is ready, the registration is removed.
    #[inline]
    pub fn poll<R: Readiness>(
        &mut self,
        cx: &mut Context<'_>,
        mut check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        // Look before the check. A wake that has consumed the registration by now is spent on the check, which must
        // see that wake's change; so this acquires the wake. A wake that comes later is passed on.
        let is_registered = ONE && self.has_registered && self.place.is_registered();
        let first = check().into_poll();
        if first.is_ready() {
            self.end(is_registered);
            return first;
        }
        self.poll_registered(cx, check)
    }

    /// Registers the task's waker and checks the condition, for a caller that has just checked it. When it is ready,
    /// the registration is removed.
    #[inline]
    pub fn poll_registered<R: Readiness>(
        &mut self,
        cx: &mut Context<'_>,
        check: impl FnOnce() -> R,
    ) -> Poll<R::Output> {
        // First, because `register` may panic after it has registered.
        self.has_registered = true;
        self.place.register(cx.waker());
        let second = check().into_poll();
        if second.is_ready() {
            self.end(true);
        }
        second
    }

    /// Ends the wait, although no check was ready. Returns whether it was registered.
    #[inline]
    pub fn give_up(&mut self) -> bool {
        self.end(true)
    }

    /// Ends the wait by one last check, when its time is over. A wake that has chosen this wait is spent on that check.
    #[inline]
    pub fn check_at_last<R: Readiness>(&mut self, check: impl FnOnce() -> R) -> Poll<R::Output> {
        if !mem::take(&mut self.has_registered) || self.place.unregister() {
            return check().into_poll();
        }
        // Acquire the wake that has consumed the registration, so that the check sees its change.
        self.place.is_registered();
        let pass_on = Defer::new(|| self.pass_on());
        let last = check().into_poll();
        mem::forget(pass_on);
        last
    }

    /// Returns whether the wait is registered, for `Debug`.
    pub fn shows_registered(&self) -> bool {
        self.has_registered && self.place.shows_registered()
    }

    /// Keeps the registration and the slot until the wait is [resumed](Self::resume). Returns whether there was a
    /// registration to keep. If not, gives the slot back.
    #[inline]
    pub fn keep(mut self) -> bool {
        if self.has_registered {
            self.place.keep();
            mem::forget(self);
            return true;
        }
        false
    }

    /// Removes the registration, and returns whether it was there. If a wake has consumed it, and `passes_on`, passes
    /// the wake on.
    #[inline]
    fn end(&mut self, passes_on: bool) -> bool {
        if !mem::take(&mut self.has_registered) {
            return false;
        }
        let was_there = self.place.unregister();
        if !was_there && passes_on {
            self.pass_on();
        }
        was_there
    }

    fn pass_on(&self) {
        if ONE {
            // Acquire the wake that has consumed the registration. Then the wake below also announces the change of
            // that one, which the next waiter may not have seen.
            self.place.is_registered();
            self.place.wake_one();
        }
    }
}

impl<P: Place, const ONE: bool> Drop for Registration<P, ONE> {
    /// Gives the wait up. Then the drop of `place` gives the slot back, even if this panics.
    //
    // Not inlined: most futures hold no slot when they are dropped. For these, the drop is one comparison.
    #[inline(never)]
    fn drop(&mut self) {
        self.end(true);
    }
}

pub(super) mod sealed {
    pub trait Sealed {}
}
