//! The handle of a lone waiter.

use super::{
    access_to_condition,
    ending::{AtDrop, Ending, Unended, Whole},
};
use crate::{
    Readiness,
    condition::{
        arm::{Arming, Unarmed},
        debug,
        storage::{Storage, Waitable},
        trace::{Caller, Kept, Trace},
        traits::{Condition, Waits, first_wait_of, waits_of},
        wait::Wait,
        wakers::{WakerSlot as _, Wakers},
        woken::Woken,
    },
    defer::{self, Defer},
    set::{Positions, lowest},
};
use core::{
    cell::Cell,
    fmt, mem,
    task::{Context, Poll},
};

/// A handle that waits. There is only one with this number, and it cannot be cloned.
///
/// Its drop runs the condition's `DROP`, unless `E` says otherwise.
///
/// It cannot be made for `waiters`, because it would use slots that belong to them:
///
/// ```compile_fail,E0080
/// use spmc_waker::{Waitable, Waiter, Waits, waitable};
///
/// #[waitable(until = |event| event.0, waiters = Ear[2], storage = borrowed)]
/// struct Event(bool);
///
/// static EVENT: Waitable<Event> = Waitable::new(Event(false));
///
/// fn claim<const HANDLE: usize>() where Event: Waits<HANDLE> {
///     Waiter::<_, HANDLE>::claim(&EVENT);
/// }
///
/// claim::<0>();
/// ```
#[doc(hidden)]
pub struct Waiter<S: Storage<Condition: Waits<HANDLE>>, const HANDLE: usize, E: Ending = Whole> {
    // Invariant: this is the only waiter with this number for this storage, and it has a share of the storage.
    pub(super) storage: S,
    pub(super) ending: E,
    pub(super) kept: Kept,
}

impl<S: Storage<Condition: Waits<HANDLE>>, const HANDLE: usize, E: Unended> Waiter<S, HANDLE, E> {
    /// Creates the waiter with this number.
    ///
    /// # Safety
    ///
    /// There must be no other waiter with this number for this storage. What the last one did must happen before this
    /// call. The storage must have counted a share for the new one.
    #[inline]
    pub(in crate::condition) const unsafe fn with(storage: S) -> Self {
        const {
            let lone = lowest(<S::Condition as Condition>::Wakers::LONE);
            assert!(
                waits_of::<S::Condition>(HANDLE) & !lone == 0,
                "the waits of a lone handle are lone"
            );
        }
        Self {
            storage,
            ending: E::ALL,
            kept: Kept::new(),
        }
    }
}

impl<'a, C: Waits<HANDLE>, const HANDLE: usize, E: Unended> Waiter<&'a Waitable<C>, HANDLE, E> {
    /// Claims the waiter with this number, unless it exists already.
    #[inline]
    pub fn claim(storage: &'a Waitable<C>) -> Option<Self> {
        Waitable::claim(storage, 1 << Self::FIRST_WAIT).then(|| {
            // SAFETY: the claim has succeeded, and only the drop of this waiter gives it up, at its end. The claim
            // acquires the release by which the last waiter gave up its own. (`Waitable::reset` frees the claim of a
            // forgotten waiter. It has exclusive access, so no handle borrows the `Waitable` any more.)
            unsafe { Self::with(storage) }
        })
    }
}

impl<S: Storage<Condition: Waits<HANDLE>>, const HANDLE: usize, E: Ending> Waiter<S, HANDLE, E> {
    const FIRST_WAIT: usize = first_wait_of::<S::Condition>(HANDLE);

    access_to_condition!();

    /// The `Debug` of the generated handle.
    pub fn debug(this: &Self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waits = const { waits_of::<S::Condition>(HANDLE) };
        debug::handle(f, S::waitable(&this.storage), waits)
    }

    /// Takes the right to wait by one of the handle's waits, for as long as the handle is borrowed.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn wait<'w, const WAIT: usize, W: Woken, A: Arming<'w, S::Condition>>(
        this: &'w mut Self,
    ) -> Wait<'w, S::Condition, WAIT, W, A> {
        // This wait takes the slot of one that `poll` has left, which ends by that.
        _ = this.kept.take(WAIT);
        let waitable = S::waitable(&this.storage);
        let trace = Trace::begin(waitable, WAIT, Caller::here());
        Self::wait_traced(this, trace).0
    }

    /// Does the same as [`wait`](Self::wait) with a given trace. Also returns the place where `poll` keeps the trace.
    #[inline]
    fn wait_traced<'w, const WAIT: usize, W: Woken, A: Arming<'w, S::Condition>>(
        this: &'w mut Self,
        trace: Trace,
    ) -> (Wait<'w, S::Condition, WAIT, W, A>, &'w mut Kept) {
        const {
            assert!(
                S::Condition::WAITS[WAIT] == HANDLE
                    && WAIT < <S::Condition as Condition>::Wakers::LONE,
                "a wait of this handle"
            );
        }
        // SAFETY: the wait belongs to this handle (see the assertion), which is the only one with its number (see the
        // field). For `'w`, the handle is borrowed mutably, so nothing else calls the unsafe methods of the slot: no
        // other `Wait` exists, and the handle itself cannot. Earlier borrows of the handle happen before this one, on
        // the same thread or because of whatever moved the handle between threads.
        let wait = unsafe { Wait::new(S::waitable(&this.storage), trace) };
        (wait, &mut this.kept)
    }

    /// Checks the condition. If it does not hold, registers the task's waker and checks again. Leaves a pending
    /// registration to the next poll of the same wait.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn poll<'w, const WAIT: usize, W: Woken, R: Readiness>(
        this: &'w mut Self,
        cx: &mut Context<'_>,
        mut check: impl FnMut(&'w S::Condition) -> R,
    ) -> Poll<R::Output> {
        Self::poll_armed::<WAIT, W, Unarmed, R>(this, cx, |condition, _| check(condition))
    }

    /// Does the same as [`poll`](Self::poll), for a check that also arms. Its second parameter tells it to. A pending
    /// wait stays armed.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn poll_armed<
        'w,
        const WAIT: usize,
        W: Woken,
        A: Arming<'w, S::Condition>,
        R: Readiness,
    >(
        this: &'w mut Self,
        cx: &mut Context<'_>,
        check: impl FnMut(&'w S::Condition, bool) -> R,
    ) -> Poll<R::Output> {
        let waitable = S::waitable(&this.storage);
        let trace = this.kept.resume(waitable, WAIT, Caller::here());
        let (mut wait, kept) = Self::wait_traced::<WAIT, W, A>(this, trace);
        let poll = Wait::poll_armed(&mut wait, cx, check);
        kept.keep(WAIT, Wait::into_kept(wait));
        poll
    }

    /// Removes the registrations that waits have left, disarms all waits, and drops the cached wakers.
    /// Returns whether there was a registration.
    pub fn unregister(this: &mut Self) -> bool {
        // Dropped last, because a subscriber of `tracing` may panic there.
        let _ended = mem::take(&mut this.kept);
        let waitable = S::waitable(&this.storage);
        // Deferred, because the drop of a registered waker may panic.
        let _end = Defer::new(|| {
            // SAFETY: as below.
            unsafe { end_waits(waitable) };
        });
        let was_registered = Cell::new(false);
        each_slot(waitable, |slot| {
            // SAFETY: this is the only waiter with its number (see the field), and it is borrowed mutably, so no
            // `Wait` borrows it. The slot is one of its own.
            if unsafe { slot.unregister_slot() } {
                was_registered.set(true);
            }
        });
        was_registered.get()
    }

    /// Ends all waits, and then runs a hook that takes the fields of the handle, unless the handle is closed.
    pub fn end_waits_then(this: &mut Self, hook: impl FnOnce(&S::Condition)) {
        // Dropped last, because a subscriber of `tracing` may panic there.
        let _ended = mem::take(&mut this.kept);
        let waitable = S::waitable(&this.storage);
        let run = || {
            if this.ending.runs_hook() {
                hook(waitable.condition());
            }
        };
        // SAFETY: as in `unregister`.
        defer::in_turn(|| unsafe { end_waits(waitable) }, run);
    }

    /// Disarms all waits, removes the registrations that they have left, and drops the cached wakers.
    pub fn end_waits(this: &mut Self) {
        // Dropped last, because a subscriber of `tracing` may panic there.
        let _ended = mem::take(&mut this.kept);
        // SAFETY: as in `unregister`.
        unsafe { end_waits(S::waitable(&this.storage)) };
    }
}

impl<S: Storage<Condition: Waits<HANDLE>>, const HANDLE: usize, E: Ending> Drop
    for Waiter<S, HANDLE, E>
{
    fn drop(&mut self) {
        let waitable = S::waitable(&self.storage);
        // Deferred, because all that follows may panic, and this must come last.
        let _leave = Defer::new(|| {
            // SAFETY: this is the waiter with this number (see the field), and this is its last use of the storage.
            unsafe { S::leave_waiter(&self.storage, Self::FIRST_WAIT) };
        });
        let end = || {
            // Deferred, because a `#[disarm]` method or the drop of the waker may panic.
            let _hook = Defer::new(|| {
                if self.ending.runs_hook() {
                    const { S::Condition::DROP }.run(waitable.condition());
                }
            });
            if !E::WAITS_ARE_OVER {
                // SAFETY: this is the only waiter with its number (see the field). It is being dropped, so no `Wait`
                // borrows it.
                unsafe { end_waits(waitable) };
            }
        };
        let wake = || {
            let at_drop = const { AtDrop::of(&S::Condition::DROP) };
            self.ending.wake(waitable, at_drop);
        };
        defer::in_turn(end, wake);
    }
}

/// Calls a closure with each slot of a waiter, even if it panics for one of them. After a panic it begins again with
/// the first.
#[inline]
fn each_slot<C: Waits<HANDLE>, const HANDLE: usize>(
    waitable: &Waitable<C>,
    act: impl Fn(&<C::Wakers as Wakers>::Slot) + Copy,
) {
    let waits = const { waits_of::<C>(HANDLE) };
    if waits.is_power_of_two() {
        // A case of its own, because the compiler does not see that nothing is left to do if this one call panics.
        return act(waitable.wakers().lone_slot(waits.trailing_zeros() as usize));
    }
    defer::each(Positions(waits), |wait| {
        act(waitable.wakers().lone_slot(wait));
    });
}

/// Disarms all waits of a waiter, removes the registrations that they have left, and drops the cached wakers.
///
/// # Safety
///
/// The caller must be the waiter with this number, and no `Wait` may borrow it.
#[inline]
unsafe fn end_waits<C: Waits<HANDLE>, const HANDLE: usize>(waitable: &Waitable<C>) {
    // Deferred, because a `#[disarm]` method may panic.
    let _clear = Defer::new(|| {
        each_slot(waitable, |slot| {
            // SAFETY: as the caller promises, nothing else calls the unsafe methods of this slot.
            unsafe { slot.clear_slot() };
        });
    });
    C::disarm_waits(waitable.condition());
}
