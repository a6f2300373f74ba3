//! Handles that wait in a waker set. Each has the exclusive right to its slots.

use spmc_waker::{
    __private::set::{FixedPlace, FixedSet, GrowingSet, Held, Own, Registration},
    Readiness,
};
use std::{
    sync::Arc,
    task::{Context, Poll, Waker},
};

/// A growing set with one inline slot and one list. It is in the standard library's `Arc` under loom, too:
/// loom's would add synchronisation.
pub type Set<const SYNC: bool, const CACHED: bool> = Arc<GrowingSet<SYNC, CACHED, 1, 1>>;

/// One of many handles, which waits in the list of a set.
///
/// With `ONE`, a wake of one may choose its waits.
pub struct Handle<const SYNC: bool, const CACHED: bool, const ONE: bool> {
    // Invariant: `own` is used only with list 0 of this set, which the `Arc` keeps alive.
    own: Own<SYNC, CACHED>,
    set: Set<SYNC, CACHED>,
}

impl<const SYNC: bool, const CACHED: bool> Handle<SYNC, CACHED, true> {
    /// Creates a handle whose waits a wake of one may choose.
    pub fn of_one(set: &Set<SYNC, CACHED>) -> Self {
        Self::new(set)
    }
}

impl<const SYNC: bool, const CACHED: bool> Handle<SYNC, CACHED, false> {
    /// Creates a handle whose waits are all woken together.
    pub fn of_all(set: &Set<SYNC, CACHED>) -> Self {
        Self::new(set)
    }
}

impl<const SYNC: bool, const CACHED: bool, const ONE: bool> Handle<SYNC, CACHED, ONE> {
    /// Creates a handle that has not waited yet.
    pub fn new(set: &Set<SYNC, CACHED>) -> Self {
        Self {
            own: Own::new(),
            set: set.clone(),
        }
    }

    /// Returns a wait that borrows the handle, like a future.
    pub const fn wait(&self) -> Wait<'_, SYNC, CACHED, ONE> {
        Wait {
            handle: self,
            registration: None,
        }
    }

    /// Polls with exclusive access. The registration stays.
    pub fn poll<R: Readiness>(
        &mut self,
        waker: &Waker,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        let mut cx = Context::from_waker(waker);
        // SAFETY: always the same list of a set that is alive, see the invariant of `own`.
        unsafe {
            self.own
                .poll::<ONE, _, 1, 1>(&self.set, 0, 0, &mut cx, check)
        }
    }

    /// Removes the registration and releases the handle's own slot.
    pub fn unregister(&mut self) {
        // SAFETY: always the same list of a set that is alive, see the invariant of `own`.
        unsafe { self.own.release::<ONE, 1, 1>(&self.set) };
    }
}

impl<const SYNC: bool, const CACHED: bool, const ONE: bool> Drop for Handle<SYNC, CACHED, ONE> {
    fn drop(&mut self) {
        self.unregister();
    }
}

/// A wait of a [`Handle`]. Dropping it ends the wait.
#[must_use]
pub struct Wait<'a, const SYNC: bool, const CACHED: bool, const ONE: bool> {
    handle: &'a Handle<SYNC, CACHED, ONE>,
    registration: Option<Registration<Held<'a, SYNC, CACHED, 1, 1>, ONE>>,
}

impl<const SYNC: bool, const CACHED: bool, const ONE: bool> Wait<'_, SYNC, CACHED, ONE> {
    /// Polls as a future does.
    pub fn poll<R: Readiness>(
        &mut self,
        waker: &Waker,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        let handle = self.handle;
        // SAFETY: always the same list of a set that is alive, see the invariant of `own` in `Handle`.
        let hold = || unsafe { handle.own.hold(&handle.set, 0, 0) };
        let mut cx = Context::from_waker(waker);
        Registration::poll_lazily(&mut self.registration, hold, &mut cx, check)
    }

    /// Checks a last time, like a wait that has reached its time limit.
    pub fn check_at_last<R: Readiness>(&mut self, check: impl FnOnce() -> R) -> Poll<R::Output> {
        match self.registration.take() {
            Some(mut registration) => registration.check_at_last(check),
            None => check().into_poll(),
        }
    }
}

/// The registering side of a set's inline slot.
pub struct LoneSide<const SYNC: bool, const CACHED: bool> {
    // Invariant: this set has no other `LoneSide`.
    set: Set<SYNC, CACHED>,
}

/// Creates a set and the registering side of its inline slot.
pub fn set<const SYNC: bool, const CACHED: bool>() -> (LoneSide<SYNC, CACHED>, Set<SYNC, CACHED>) {
    let set = Arc::new(GrowingSet::new());
    (LoneSide { set: set.clone() }, set)
}

impl<const SYNC: bool, const CACHED: bool> LoneSide<SYNC, CACHED> {
    /// See `GrowingSet::poll_wait_until`.
    pub fn poll<R: Readiness>(
        &mut self,
        waker: &Waker,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        let mut cx = Context::from_waker(waker);
        // SAFETY: there is no other side, and `&mut self` makes each call end before the next.
        unsafe { self.set.poll_wait_until(0, &mut cx, check) }
    }
}

/// The registering side of one slot of a fixed set.
pub struct FixedSide<const SYNC: bool, const CACHED: bool, const N: usize> {
    // Invariant: this slot has no other `FixedSide`.
    set: Arc<FixedSet<SYNC, CACHED, N>>,
    index: usize,
}

/// Creates a fixed set and the registering sides of all its slots.
pub fn fixed_set<const SYNC: bool, const CACHED: bool, const N: usize>() -> (
    [FixedSide<SYNC, CACHED, N>; N],
    Arc<FixedSet<SYNC, CACHED, N>>,
) {
    let set = Arc::new(FixedSet::new());
    let side = |index| FixedSide {
        set: set.clone(),
        index,
    };
    (std::array::from_fn(side), set)
}

impl<const SYNC: bool, const CACHED: bool, const N: usize> FixedSide<SYNC, CACHED, N> {
    /// See `FixedSet::poll_wait_until`.
    pub fn poll<R: Readiness>(
        &mut self,
        waker: &Waker,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        let mut cx = Context::from_waker(waker);
        // SAFETY: there is no other side, and `&mut self` makes each call end before the next.
        unsafe { self.set.poll_wait_until(self.index, &mut cx, check) }
    }

    /// Returns a wait that a wake of one may choose, among all slots.
    pub fn wait(&mut self) -> Registration<FixedPlace<'_, SYNC, CACHED, N>, true> {
        let mask = FixedSet::<SYNC, CACHED, N>::ALL;
        // SAFETY: there is no other side, and the result borrows this one mutably.
        Registration::new(unsafe { self.set.place(self.index, mask) })
    }
}
