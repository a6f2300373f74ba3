//! One wait's registration in a slot that it holds, from its first pending poll to its end.

use crate::{Readiness, defer::Defer};
use core::{
    mem::{self, ManuallyDrop},
    task::{Context, Poll, Waker},
};

/// A slot that is held: nothing else registers there.
pub trait Place: sealed::Sealed {
    /// Registers a waker, and then sets the bits by which wakes find it.
    #[doc(hidden)]
    fn register(&mut self, waker: &Waker);

    /// Removes the registration. Returns whether there was one. Synchronises nothing.
    #[doc(hidden)]
    fn unregister(&mut self) -> bool;

    /// Whether a waker is registered. If not, acquires the wake that has consumed the registration.
    #[doc(hidden)]
    fn is_registered(&self) -> bool;

    /// Whether a waker is registered, for `Debug`.
    #[doc(hidden)]
    fn shows_registered(&self) -> bool;

    /// Wakes one wait of the same kind.
    #[doc(hidden)]
    fn wake_one(&self);

    /// The registration stays, and so does the slot's holder, after this value is forgotten.
    #[doc(hidden)]
    fn keep(&mut self) {}

    /// Gives the slot back, as the drop does. This value must be forgotten afterwards.
    #[doc(hidden)]
    fn give_back(&mut self) {}
}

/// A wait's registration in a slot. Its drop gives the wait up.
///
/// `ONE`: a wake of one may choose this wait. Such a wake is spent when this wait checks its condition
/// afterwards, and finds it true or false. If it ends without that check, the wake is passed on to
/// another wait of the same kind:
///
/// | the registration was | and the wait | then |
/// |---|---|---|
/// | consumed before the last check began | is ready | the wake is spent |
/// | there when that check began, and is gone | is ready | passed on |
/// | consumed since that check | is given up | passed on |
/// | there until the end | is ready or given up | removed, and nothing is owed |
/// | consumed at any time | checks once more at its time limit | the wake is spent |
///
/// Each pass belongs to the end of a wait, so there is no endless passing. A waker's panic does not
/// stop it. A registration that is forgotten takes a wake with it.
#[must_use = "its drop gives the wait up"]
pub struct Registration<P: Place, const ONE: bool> {
    place: P,
    /// Registered by a poll since the wait began. A wake may have consumed the registration.
    has_registered: bool,
}

impl<P: Place, const ONE: bool> Registration<P, ONE> {
    /// Of a wait that has not registered yet.
    #[inline]
    pub const fn new(place: P) -> Self {
        Self {
            place,
            has_registered: false,
        }
    }

    /// Of a wait whose registration was [kept](Self::keep), if `has_registered`.
    #[inline]
    pub const fn resume(place: P, has_registered: bool) -> Self {
        Self {
            place,
            has_registered,
        }
    }

    /// One poll of a future, which holds a slot from its first pending poll on. A wait that is ready at
    /// once takes none, and one that is over gives it back.
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
            // The registration has ended, and only the slot is left: its drop would look at both.
            if let Some(ended) = &mut *ManuallyDrop::new(this.take()) {
                ended.place.give_back();
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
        // Before the check. A wake that has come by now is spent on the check, which must then see
        // its change: this acquires it. A wake that comes later may find nothing left to do here.
        let is_registered = ONE && self.has_registered && self.place.is_registered();
        let first = check().into_poll();
        if first.is_ready() {
            self.end(is_registered);
            return first;
        }
        self.poll_registered(cx, check)
    }

    /// Registers the task's waker and checks the condition, for a caller that has just checked it and
    /// had no slot until now. When it is ready, the registration is removed.
    #[inline]
    pub fn poll_registered<R: Readiness>(
        &mut self,
        cx: &mut Context<'_>,
        check: impl FnOnce() -> R,
    ) -> Poll<R::Output> {
        // First, for it may panic once it has registered.
        self.has_registered = true;
        self.place.register(cx.waker());
        let second = check().into_poll();
        if second.is_ready() {
            self.end(true);
        }
        second
    }

    /// Ends the wait, whose condition was never seen true. Returns whether it was registered.
    #[inline]
    pub fn give_up(&mut self) -> bool {
        self.end(true)
    }

    /// Ends the wait by one last check, as a wait does whose time is over. It owes nothing then.
    #[inline]
    pub fn check_at_last<R: Readiness>(&mut self, check: impl FnOnce() -> R) -> Poll<R::Output> {
        if !mem::take(&mut self.has_registered) || self.place.unregister() {
            return check().into_poll();
        }
        // Acquires the wake that has consumed the registration: the check is to see its change.
        self.place.is_registered();
        let pass_on = Defer::new(|| self.pass_on());
        let last = check().into_poll();
        mem::forget(pass_on);
        last
    }

    /// Whether its waker is registered, for `Debug`.
    pub fn shows_registered(&self) -> bool {
        self.has_registered && self.place.shows_registered()
    }

    /// Keeps the registration, and the slot, until the wait is [resumed](Self::resume). Returns whether
    /// there is one to keep: if not, the slot is given back.
    #[inline]
    pub fn keep(mut self) -> bool {
        if self.has_registered {
            self.place.keep();
            mem::forget(self);
            return true;
        }
        false
    }

    /// Removes the registration, and returns whether it was there. If a wake has consumed it that is not
    /// spent, passes that on.
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
            // Acquires the wake that has consumed the registration, so that this one announces its
            // change: the next waiter may have seen nothing of that other wake.
            self.place.is_registered();
            self.place.wake_one();
        }
    }
}

impl<P: Place, const ONE: bool> Drop for Registration<P, ONE> {
    /// Gives the wait up. The slot is given back after that, on unwinding too.
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
