//! Handles that wait in a waker set, each with the right to slots of its own.

use spmc_waker::{
    __private::set::{FixedPlace, FixedSet, GrowingSet, Held, Own, Registration},
    Readiness,
};
use std::{
    sync::Arc,
    task::{Context, Poll, Waker},
};

/// A set that grows, with one slot in line and one list. The standard library's `Arc` under loom, too.
pub type Set<const SYNC: bool, const CACHED: bool> = Arc<GrowingSet<SYNC, CACHED, 1, 1>>;

/// A handle of many, which waits in the list of a set.
///
/// `ONE`: a wake of one may choose its waits.
pub struct Handle<const SYNC: bool, const CACHED: bool, const ONE: bool> {
    // Invariant: `own` is used with the list 0 of this set alone, which the `Arc` keeps.
    own: Own<SYNC, CACHED>,
    set: Set<SYNC, CACHED>,
}

impl<const SYNC: bool, const CACHED: bool> Handle<SYNC, CACHED, true> {
    /// A new handle whose waits a wake of one may choose.
    pub fn of_one(set: &Set<SYNC, CACHED>) -> Self {
        Self::new(set)
    }
}

impl<const SYNC: bool, const CACHED: bool> Handle<SYNC, CACHED, false> {
    /// A new handle whose waits are woken all together.
    pub fn of_all(set: &Set<SYNC, CACHED>) -> Self {
        Self::new(set)
    }
}

impl<const SYNC: bool, const CACHED: bool, const ONE: bool> Handle<SYNC, CACHED, ONE> {
    /// A handle that has not waited yet.
    pub fn new(set: &Set<SYNC, CACHED>) -> Self {
        Self {
            own: Own::new(),
            set: set.clone(),
        }
    }

    /// A wait by `&self`, as a future is.
    pub const fn wait(&self) -> Wait<'_, SYNC, CACHED, ONE> {
        Wait {
            handle: self,
            registration: None,
        }
    }

    /// A poll by `&mut self`, whose registration stays.
    pub fn poll<R: Readiness>(
        &mut self,
        waker: &Waker,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        let mut cx = Context::from_waker(waker);
        // SAFETY: the same list of a set that is there, see the field.
        unsafe {
            self.own
                .poll::<ONE, _, 1, 1>(&self.set, 0, 0, &mut cx, check)
        }
    }

    /// Gives up what is registered, and the own slot.
    pub fn unregister(&mut self) {
        // SAFETY: the same list of a set that is there, see the field.
        unsafe { self.own.release::<ONE, 1, 1>(&self.set, 0) };
    }
}

impl<const SYNC: bool, const CACHED: bool, const ONE: bool> Drop for Handle<SYNC, CACHED, ONE> {
    fn drop(&mut self) {
        self.unregister();
    }
}

/// A wait of a [`Handle`], which its drop gives up.
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
        // SAFETY: the same list of a set that is there, see the field of `Handle`.
        let hold = || unsafe { handle.own.hold(&handle.set, 0, 0) };
        let mut cx = Context::from_waker(waker);
        Registration::poll_lazily(&mut self.registration, hold, &mut cx, check)
    }

    /// Checks a last time, as a wait does whose time is over.
    pub fn check_at_last<R: Readiness>(&mut self, check: impl FnOnce() -> R) -> Poll<R::Output> {
        match self.registration.take() {
            Some(mut registration) => registration.check_at_last(check),
            None => check().into_poll(),
        }
    }
}

/// The slot in line of a set, which one side registers in.
pub struct LoneSide<const SYNC: bool, const CACHED: bool> {
    // Invariant: of this set there is no other `LoneSide`.
    set: Set<SYNC, CACHED>,
}

/// Makes a new set, and the registering side of its slot in line.
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

/// A slot of a fixed set, which one side registers in.
pub struct FixedSide<const SYNC: bool, const CACHED: bool, const N: usize> {
    // Invariant: of this slot there is no other `FixedSide`.
    set: Arc<FixedSet<SYNC, CACHED, N>>,
    index: usize,
}

/// Makes a new fixed set, and the registering sides of all its slots.
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

    /// A wait that a wake of one may choose, among all slots.
    pub fn wait(&mut self) -> Registration<FixedPlace<'_, SYNC, CACHED, N>, true> {
        let mask = FixedSet::<SYNC, CACHED, N>::ALL;
        // SAFETY: there is no other side, and the result borrows this one mutably.
        Registration::new(unsafe { self.set.place(self.index, mask) })
    }
}
