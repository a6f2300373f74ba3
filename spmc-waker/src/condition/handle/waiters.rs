//! The handle of one of many waiters.

use super::{
    access_to_condition,
    ending::{AtDrop, Ending, Unended, Whole},
};
#[cfg(feature = "alloc")]
use crate::condition::{storage::Owned, traits::HandleOf};
use crate::{
    Readiness,
    condition::{
        change::Change,
        debug,
        shared_wait::SharedWait,
        storage::{ManyStorage, Storage, Waitable},
        trace::{Caller, Kept, Trace},
        traits::{Condition, Waits, first_wait_of, waits_of},
        wakers::{ManyWakers, Wakers},
        woken::Woken,
    },
    defer::{self, Defer},
    set::lowest,
    sync::init,
};
use core::{
    fmt, mem,
    task::{Context, Poll},
};

/// What a handle keeps for each of its waits.
type Own<S> = <<<S as Storage>::Condition as Condition>::Wakers as ManyWakers>::Own;

/// A handle that waits, one of many with this number. It has `N` waits.
///
/// The drop of the last one runs the condition's `DROP`, unless `E` says otherwise.
#[doc(hidden)]
pub struct Waiters<S, const HANDLE: usize, const N: usize, E = Whole>
where
    S: ManyStorage<Condition: Waits<HANDLE, Wakers: ManyWakers>>,
    E: Ending,
{
    // Invariant: the storage counts this handle as one of this number or, once it is closed, has a share for it. In a
    // borrowed storage, this is the only handle with this number and this `hint`.
    pub(super) storage: S,
    /// In an owned storage, where its waits begin to look for a free slot. In a borrowed storage, the number of its
    /// slots.
    hint: usize,
    own: [Own<S>; N],
    pub(super) ending: E,
    kept: Kept,
}

impl<S, const HANDLE: usize, const N: usize, E> Waiters<S, HANDLE, N, E>
where
    S: ManyStorage<Condition: Waits<HANDLE, Wakers: ManyWakers>>,
    E: Unended,
{
    /// Creates a handle.
    ///
    /// # Safety
    ///
    /// The storage must have counted it (or, if it is closed before it is used, have a share for it). In a borrowed
    /// storage, no other handle may have this number and this `hint`, and what the last one with them did must happen
    /// before this call.
    #[allow(clippy::missing_const_for_fn, reason = "it is none under loom")]
    #[inline]
    pub(in crate::condition) unsafe fn with(storage: S, hint: usize) -> Self {
        const {
            let waits = waits_of::<S::Condition>(HANDLE);
            let first = Self::FIRST_WAIT;
            assert!(
                waits == lowest(N) << first && first >= <S::Condition as Condition>::Wakers::LONE,
                "the waits of a handle are in a row, and not those of a lone one"
            );
        }
        Self {
            storage,
            hint,
            own: init!([Own<S>; N]),
            ending: E::ALL,
            kept: Kept::new(),
        }
    }
}

#[cfg(feature = "alloc")]
impl<C, const HANDLE: usize, const N: usize, E> Waiters<Owned<C>, HANDLE, N, E>
where
    C: Waits<HANDLE, Wakers: ManyWakers>,
    E: Unended,
{
    /// Creates one more of these handles, from any handle of the same condition.
    #[inline]
    pub fn of(handle: &impl HandleOf<C>) -> Self {
        let (storage, hint) = HandleOf::storage(handle).count_another(Self::FIRST_WAIT);
        // SAFETY: the handle has just been counted.
        unsafe { Self::with(storage, hint) }
    }

    /// Creates one more of these handles from this one. If this one is closed, so is the new one.
    #[inline]
    pub fn another(this: &Self) -> Self {
        let (storage, hint) = if this.ending.runs_hook() {
            this.storage.count_one_more(Self::FIRST_WAIT)
        } else {
            this.storage.add_share();
            (this.storage.another(), this.hint)
        };
        // SAFETY: the handle has just been counted. If it is closed, which the next line says, it has a share instead.
        let mut another = unsafe { Self::with(storage, hint) };
        another.ending = this.ending.of_clone();
        another
    }

    /// Begins a wait.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn wait<const WAIT: usize, W: Woken, const ONE: bool>(
        this: &Self,
    ) -> SharedWait<'_, C, WAIT, W, ONE> {
        let own = &this.own[const { own_wait::<C>(HANDLE, WAIT, ONE) }];
        let waitable = Owned::waitable(&this.storage);
        let trace = Trace::begin(waitable, WAIT, Caller::here());
        // SAFETY: `own` is used for this wait and by this handle alone. The handle is borrowed for as long as the
        // result exists, so the wakers are alive. The storage is owned, so the set grows (`FirstHandles` checks it),
        // and gives each wait a slot that nobody else holds.
        unsafe { SharedWait::new(waitable, own, this.hint, trace) }
    }
}

impl<'a, C, const HANDLE: usize, const N: usize, E> Waiters<&'a Waitable<C>, HANDLE, N, E>
where
    C: Waits<HANDLE, Wakers: ManyWakers>,
    E: Unended,
{
    /// Claims a handle with this number, unless all are taken.
    #[inline]
    pub fn claim(storage: &'a Waitable<C>) -> Option<Self> {
        let hint = Waitable::claim_one_of(storage, Self::FIRST_WAIT, C::MOST)?;
        // SAFETY: the claim has succeeded, and only the drop of this handle gives it up, at its end. The claim
        // acquires the release by which the last handle gave up its own. (`Waitable::reset` frees the claims of
        // forgotten handles. It has exclusive access, so no handle borrows the `Waitable` any more.)
        Some(unsafe { Self::with(storage, hint) })
    }
}

impl<S, const HANDLE: usize, const N: usize, E> Waiters<S, HANDLE, N, E>
where
    S: ManyStorage<Condition: Waits<HANDLE, Wakers: ManyWakers>>,
    E: Ending,
{
    pub(super) const FIRST_WAIT: usize = first_wait_of::<S::Condition>(HANDLE);

    access_to_condition!();

    /// The `Debug` of the generated handle.
    pub fn debug(this: &Self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waits = const { waits_of::<S::Condition>(HANDLE) };
        debug::handle(f, S::waitable(&this.storage), waits)
    }

    /// Begins a wait, for which the handle is borrowed mutably. Ends one whose future was forgotten.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn wait_mut<const WAIT: usize, W: Woken, const ONE: bool>(
        this: &mut Self,
    ) -> SharedWait<'_, S::Condition, WAIT, W, ONE> {
        if !<S::Condition as Condition>::Wakers::GROWS {
            // This wait takes the slot of one that `poll` has left, which ends by that.
            _ = this.kept.take(WAIT);
        }
        let own = &mut this.own[const { own_wait::<S::Condition>(HANDLE, WAIT, ONE) }];
        let waitable = S::waitable(&this.storage);
        // SAFETY: `own` is used for this wait and by this handle alone. The handle is borrowed mutably for as long as
        // the result exists, so no other wait holds the slot of this handle and wait. Earlier borrows happen before
        // this one.
        unsafe {
            waitable.wakers().end_forgotten::<ONE>(own, WAIT, this.hint);
        }
        let trace = Trace::begin(waitable, WAIT, Caller::here());
        // SAFETY: the same.
        unsafe { SharedWait::new(waitable, own, this.hint, trace) }
    }

    /// Checks the condition. If it does not hold, registers the task's waker and checks again. Leaves a pending
    /// registration to the next poll of the same wait.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn poll<const WAIT: usize, W: Woken, const ONE: bool, R: Readiness>(
        this: &mut Self,
        cx: &mut Context<'_>,
        mut check: impl FnMut(&S::Condition) -> R,
    ) -> Poll<R::Output> {
        let own = &mut this.own[const { own_wait::<S::Condition>(HANDLE, WAIT, ONE) }];
        let waitable = S::waitable(&this.storage);
        let (wakers, hint) = (waitable.wakers(), this.hint);
        let mut trace = this.kept.resume(waitable, WAIT, Caller::here());
        let change = Change::<_, W>::new(waitable, trace.caller());
        let check = || check(waitable.condition());
        // SAFETY: `own` is used for this wait and by this handle alone. The handle is borrowed mutably, so none of its
        // futures exists.
        let is_registered = || unsafe { wakers.shows_own_registered(own, WAIT, hint) };
        trace.say_if_woken(waitable, is_registered);
        // SAFETY: the same.
        let poll = || unsafe { wakers.poll_own_slot::<ONE, R>(own, WAIT, hint, cx, check) };
        let poll = trace.poll(poll);
        this.kept.keep(WAIT, trace);
        change.wake_when(&poll, Poll::is_ready);
        poll
    }

    /// Ends all waits that `poll` has left, and drops the cached wakers. Returns whether there was a registration.
    pub fn unregister(this: &mut Self) -> bool {
        // Dropped last, because a subscriber of `tracing` may panic there.
        let _ended = mem::take(&mut this.kept);
        // SAFETY: these are the slots of this handle. It is borrowed mutably, so none of its futures exists.
        unsafe { release::<_, HANDLE>(S::waitable(&this.storage), &mut this.own, this.hint) }
    }

    /// Ends a wait that `poll` has left.
    pub fn end_wait<const WAIT: usize, const ONE: bool>(this: &mut Self) {
        // Dropped last, as in `unregister`.
        let _ended = this.kept.take(WAIT);
        let own = &mut this.own[const { own_wait::<S::Condition>(HANDLE, WAIT, ONE) }];
        // SAFETY: as in `poll`.
        unsafe {
            S::waitable(&this.storage)
                .wakers()
                .release_slot::<ONE>(own, WAIT, this.hint);
        }
    }

    /// Does the same as [`unregister`](Self::unregister), for generated code that treats all kinds of waiters alike.
    pub fn end_waits(this: &mut Self) {
        Self::unregister(this);
    }
}

impl<S, const HANDLE: usize, const N: usize, E> Drop for Waiters<S, HANDLE, N, E>
where
    S: ManyStorage<Condition: Waits<HANDLE, Wakers: ManyWakers>>,
    E: Ending,
{
    fn drop(&mut self) {
        let Self {
            storage,
            hint,
            own,
            ending,
            ..
        } = self;
        let end_waits = || {
            if !E::WAITS_ARE_OVER {
                // SAFETY: these are the slots of this handle. It is being dropped, so none of its futures exists.
                unsafe { release::<_, HANDLE>(S::waitable(storage), own, *hint) };
            }
        };
        let leave = || {
            if ending.runs_hook() {
                // SAFETY: the handle is counted (see the field), because it is not closed. This is its last use of the
                // storage.
                unsafe { S::leave_many(storage, Self::FIRST_WAIT, *hint, last::<_, HANDLE>) };
                return;
            }
            let _leave = Defer::new(|| {
                // SAFETY: the handle is closed. This is its last use of the storage.
                unsafe { S::leave_closed(storage, Self::FIRST_WAIT, *hint) };
            });
            let at_drop = const { AtDrop::of(&S::Condition::DROP) };
            ending.wake(S::waitable(storage), at_drop);
        };
        defer::in_turn(end_waits, leave);
    }
}

/// Runs the hook and wakes, for the last handle with this number.
pub(super) fn last<C: Waits<HANDLE>, const HANDLE: usize>(waitable: &Waitable<C>) {
    let run = || const { C::DROP }.run(waitable.condition());
    let at_drop = const { AtDrop::of(&C::DROP) };
    defer::in_turn(run, || waitable.wake_at_end(at_drop.to_wake));
}

/// Returns the index of a wait among the waits of its handle.
const fn own_wait<C: Condition>(handle: usize, wait: usize, one: bool) -> usize {
    assert!(C::WAITS[wait] == handle, "a wait of this handle");
    assert!(
        (C::ONE & 1 << wait != 0) == one,
        "all registrations of a wait say whether `one(…)` may choose them"
    );
    wait - first_wait_of::<C>(handle)
}

/// Ends the waits in a handle's own slots, and gives the slots back. Returns whether something was registered.
///
/// # Safety
///
/// The slots must be those of a handle with this number and this `hint`. None of its futures may exist.
unsafe fn release<C: Waits<HANDLE, Wakers: ManyWakers>, const HANDLE: usize>(
    waitable: &Waitable<C>,
    slots: &mut [<C::Wakers as ManyWakers>::Own],
    hint: usize,
) -> bool {
    let first_wait = const { first_wait_of::<C>(HANDLE) };
    let mut slots = slots.iter_mut().zip(first_wait..);
    let mut was_registered = false;
    // Goes on after a panic in the drop of a waker, or in a wake that is passed on.
    defer::run_to_the_end(|| {
        for (own, wait) in slots.by_ref() {
            was_registered |= if C::ONE & 1 << wait != 0 {
                // SAFETY: as the caller promises.
                unsafe { waitable.wakers().release_slot::<true>(own, wait, hint) }
            } else {
                // SAFETY: the same.
                unsafe { waitable.wakers().release_slot::<false>(own, wait, hint) }
            };
        }
    });
    was_registered
}
