//! One of many handles that wait.

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
    fmt,
    task::{Context, Poll},
};

/// What a handle has for each of its waits.
type Own<S> = <<<S as Storage>::Condition as Condition>::Wakers as ManyWakers>::Own;

/// A handle that waits, one of many with this number. It has `N` waits.
///
/// Its drop does what the condition says of that, unless `E` says otherwise.
#[doc(hidden)]
pub struct Waiters<S, const HANDLE: usize, const N: usize, E = Whole>
where
    S: ManyStorage<Condition: Waits<HANDLE, Wakers: ManyWakers>>,
    E: Ending,
{
    // Invariant: it counts as one of this number or, once it is closed, has a share of its own. In a borrowed
    // storage, there is no other one with this number and this `hint`.
    pub(super) storage: S,
    /// Where its waits look for a free slot first. In a borrowed storage, which slots are its own.
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
    /// A handle with this storage.
    ///
    /// # Safety
    ///
    /// It must be counted. In a borrowed storage, nobody else may have this number and this `hint`, and what
    /// the last one did must happen before.
    #[allow(clippy::missing_const_for_fn, reason = "under loom, it is none")]
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
    /// One more, made by another handle of the same condition.
    #[inline]
    pub fn of(handle: &impl HandleOf<C>) -> Self {
        let (storage, hint) = HandleOf::storage(handle).count_another(Self::FIRST_WAIT);
        // SAFETY: it has just been counted.
        unsafe { Self::with(storage, hint) }
    }

    /// One more, made by this one. If that is closed, so is this.
    #[inline]
    pub fn another(this: &Self) -> Self {
        let (storage, hint) = if this.ending.runs_hook() {
            this.storage.count_one_more(Self::FIRST_WAIT)
        } else {
            this.storage.add_share();
            (this.storage.another(), this.hint)
        };
        // SAFETY: it has just been counted or, as it is closed, got a share.
        let mut another = unsafe { Self::with(storage, hint) };
        another.ending = this.ending.of_clone();
        another
    }

    /// A wait by one of its waits.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn wait<const WAIT: usize, W: Woken, const ONE: bool>(
        this: &Self,
    ) -> SharedWait<'_, C, WAIT, W, ONE> {
        let own = &this.own[const { own_wait::<C>(HANDLE, WAIT, ONE) }];
        let waitable = Owned::waitable(&this.storage);
        let trace = Trace::begin(waitable, WAIT, Caller::here());
        // SAFETY: `own` is that of this wait and this handle, which is borrowed, and with it the wakers. A
        // set that grows gives each wait a slot that it holds alone.
        unsafe { SharedWait::new(waitable, own, this.hint, trace) }
    }
}

impl<'a, C, const HANDLE: usize, const N: usize, E> Waiters<&'a Waitable<C>, HANDLE, N, E>
where
    C: Waits<HANDLE, Wakers: ManyWakers>,
    E: Unended,
{
    /// A handle with this number, unless there are as many as there may be.
    #[inline]
    pub fn claim(storage: &'a Waitable<C>) -> Option<Self> {
        let hint = Waitable::claim_one_of(storage, Self::FIRST_WAIT, C::MOST)?;
        // SAFETY: it has just been claimed. Dropping it gives that up, as the last thing that it does, and
        // that release and the claim's acquire order the two. (So does `Waitable::reset`, which has the
        // `Waitable` to itself: no handle borrows it any more.)
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

    /// What `Debug` says of the generated handle.
    pub fn debug(this: &Self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waits = const { waits_of::<S::Condition>(HANDLE) };
        debug::handle(f, S::waitable(&this.storage), waits)
    }

    /// A wait by one of its waits, for which the handle is borrowed mutably. It ends one that was forgotten.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn wait_mut<const WAIT: usize, W: Woken, const ONE: bool>(
        this: &mut Self,
    ) -> SharedWait<'_, S::Condition, WAIT, W, ONE> {
        if !<S::Condition as Condition>::Wakers::GROWS {
            // One that was polled before is given up: the two have one slot.
            this.kept.end(WAIT);
        }
        let own = &mut this.own[const { own_wait::<S::Condition>(HANDLE, WAIT, ONE) }];
        let waitable = S::waitable(&this.storage);
        // SAFETY: `own` is that of this wait and this handle, which is borrowed mutably: so there is no other
        // wait in the slot of this handle and wait. Borrows follow each other in time.
        unsafe {
            waitable.wakers().end_forgotten::<ONE>(own, WAIT, this.hint);
        }
        let trace = Trace::begin(waitable, WAIT, Caller::here());
        // SAFETY: the same.
        unsafe { SharedWait::new(waitable, own, this.hint, trace) }
    }

    /// Checks the condition. If it does not hold, registers the task's waker and checks again. A registration
    /// stays when this returns, and the next poll of the same wait goes on with it.
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
        // SAFETY: `own` is that of this wait and this handle, which is borrowed mutably, so that no wait of it
        // is there.
        let is_registered = || unsafe { wakers.shows_own_registered(own, WAIT, hint) };
        trace.say_if_woken(waitable, is_registered);
        // SAFETY: the same.
        let poll = || unsafe { wakers.poll_own_slot::<ONE, R>(own, WAIT, hint, cx, check) };
        let poll = trace.poll(poll);
        this.kept.keep(WAIT, trace);
        change.wake_when(&poll, Poll::is_ready);
        poll
    }

    /// Ends all waits that `poll` has left, and drops the wakers that are kept. Returns whether there was a
    /// registration.
    pub fn unregister(this: &mut Self) -> bool {
        this.kept.end_all();
        // SAFETY: it is borrowed mutably, so that no wait of it is there.
        unsafe { release::<_, HANDLE>(S::waitable(&this.storage), &mut this.own, this.hint) }
    }

    /// Ends a wait that `poll` has left.
    pub fn end_wait<const WAIT: usize, const ONE: bool>(this: &mut Self) {
        this.kept.end(WAIT);
        let own = &mut this.own[const { own_wait::<S::Condition>(HANDLE, WAIT, ONE) }];
        // SAFETY: `own` is that of this wait and this handle, which is borrowed mutably, so that no wait of it
        // is there.
        unsafe {
            S::waitable(&this.storage)
                .wakers()
                .release_slot::<ONE>(own, WAIT, this.hint);
        }
    }

    /// The same as [`unregister`](Self::unregister), for a caller that does not need the result.
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
                // SAFETY: the handle is borrowed mutably, so that no wait of it is there.
                unsafe { release::<_, HANDLE>(S::waitable(storage), own, *hint) };
            }
        };
        let leave = || {
            if ending.runs_hook() {
                // SAFETY: it is counted, and this is the last use of the storage.
                unsafe { S::leave_many(storage, Self::FIRST_WAIT, *hint, last::<_, HANDLE>) };
                return;
            }
            let _leave = Defer::new(|| {
                // SAFETY: it is closed, and this is the last use of the storage.
                unsafe { S::leave_closed(storage, Self::FIRST_WAIT, *hint) };
            });
            let at_drop = const { AtDrop::of(&S::Condition::DROP) };
            ending.wake(S::waitable(storage), at_drop);
        };
        defer::in_turn(end_waits, leave);
    }
}

/// What happens after the last handle with this number.
pub(super) fn last<C: Waits<HANDLE>, const HANDLE: usize>(waitable: &Waitable<C>) {
    let run = || const { C::DROP }.run(waitable.condition());
    let at_drop = const { AtDrop::of(&C::DROP) };
    defer::in_turn(run, || waitable.wake_at_end(at_drop.to_wake));
}

/// Where among a handle's own slots that of a wait is.
const fn own_wait<C: Condition>(handle: usize, wait: usize, one: bool) -> usize {
    assert!(C::WAITS[wait] == handle, "a wait of this handle");
    assert!(
        (C::ONE & 1 << wait != 0) == one,
        "all registrations of a wait say whether `one(…)` may choose them"
    );
    wait - first_wait_of::<C>(handle)
}

/// Gives up what is registered in a handle's own slots, and gives these back. Returns whether something was
/// registered.
///
/// # Safety
///
/// The slots must be those of a handle with this number, and this `hint`, of which no wait is there.
unsafe fn release<C: Waits<HANDLE, Wakers: ManyWakers>, const HANDLE: usize>(
    waitable: &Waitable<C>,
    slots: &mut [<C::Wakers as ManyWakers>::Own],
    hint: usize,
) -> bool {
    let first_wait = const { first_wait_of::<C>(HANDLE) };
    let mut slots = slots.iter_mut().zip(first_wait..);
    let mut was_registered = false;
    // Although the drop of a waker panics, or the wake that is passed on.
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
