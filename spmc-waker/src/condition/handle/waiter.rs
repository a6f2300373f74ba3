//! The handle that waits.

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
    set::Positions,
};
use core::{
    cell::Cell,
    fmt,
    task::{Context, Poll},
};

/// A handle that waits: there is one with this number, and it cannot be cloned.
///
/// Its drop does what the condition says of that, unless `E` says otherwise.
#[doc(hidden)]
pub struct Waiter<S: Storage<Condition: Waits<HANDLE>>, const HANDLE: usize, E: Ending = Whole> {
    // Invariant: there is no other one with this number and this storage, and it has a share of it.
    pub(super) storage: S,
    pub(super) ending: E,
    pub(super) kept: Kept,
}

impl<S: Storage<Condition: Waits<HANDLE>>, const HANDLE: usize, E: Unended> Waiter<S, HANDLE, E> {
    /// The waiter with this number.
    ///
    /// # Safety
    ///
    /// There must be no other one with this number and this storage, and what the last one did must
    /// happen before. The storage must have a share for it.
    #[inline]
    pub(in crate::condition) const unsafe fn with(storage: S) -> Self {
        Self {
            storage,
            ending: E::ALL,
            kept: Kept::new(),
        }
    }
}

impl<'a, C: Waits<HANDLE>, const HANDLE: usize, E: Unended> Waiter<&'a Waitable<C>, HANDLE, E> {
    /// The waiter with this number, unless there is one.
    #[inline]
    pub fn claim(storage: &'a Waitable<C>) -> Option<Self> {
        Waitable::claim(storage, 1 << Self::FIRST_WAIT).then(|| {
            // SAFETY: the claim has just been made. Dropping this waiter gives it up, as the last thing
            // that it does, and that release and the claim's acquire order the two. (So does
            // `Waitable::reset`, which has the `Waitable` to itself: no handle borrows it any more.)
            unsafe { Self::with(storage) }
        })
    }
}

impl<S: Storage<Condition: Waits<HANDLE>>, const HANDLE: usize, E: Ending> Waiter<S, HANDLE, E> {
    const FIRST_WAIT: usize = first_wait_of::<S::Condition>(HANDLE);

    access_to_condition!();

    /// What `Debug` says of the generated handle.
    pub fn debug(this: &Self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waits = const { waits_of::<S::Condition>(HANDLE) };
        debug::handle(f, S::waitable(&this.storage), waits)
    }

    /// The right to wait by one of its waits, for as long as this handle is borrowed.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn wait<'w, const WAIT: usize, W: Woken, A: Arming<'w, S::Condition>>(
        this: &'w mut Self,
    ) -> Wait<'w, S::Condition, WAIT, W, A> {
        // One that was polled before is given up: the two have one slot.
        this.kept.end(WAIT);
        let waitable = S::waitable(&this.storage);
        let trace = Trace::begin(waitable, WAIT, Caller::here());
        Self::wait_traced(this, trace).0
    }

    /// The same, and what keeps the trace.
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
        // SAFETY: the wait is one of this handle, which is the only one with its number (see the field), and
        // borrowed mutably for as long as the `Wait` lives, so that there is no other `Wait` meanwhile.
        // Borrows follow each other in time, on one thread or by what moved the handle between threads.
        let wait = unsafe { Wait::new(S::waitable(&this.storage), trace) };
        (wait, &mut this.kept)
    }

    /// Checks the condition. If it does not hold, registers the task's waker and checks again. A registration
    /// stays when this returns, and the next poll of the same wait goes on with it.
    #[cfg_attr(feature = "tracing", track_caller)]
    #[inline]
    pub fn poll<'w, const WAIT: usize, W: Woken, R: Readiness>(
        this: &'w mut Self,
        cx: &mut Context<'_>,
        mut check: impl FnMut(&'w S::Condition) -> R,
    ) -> Poll<R::Output> {
        Self::poll_armed::<WAIT, W, Unarmed, R>(this, cx, |condition, _| check(condition))
    }

    /// The same for a check that arms first if it is told to: after registering. What is armed stays so, too.
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
        this.kept.end_all();
        let waitable = S::waitable(&this.storage);
        // Although the drop of the registered waker panics.
        let _end = Defer::new(|| {
            // SAFETY: as below.
            unsafe { end_waits(waitable) };
        });
        let was_registered = Cell::new(false);
        each_slot(waitable, |slot| {
            // SAFETY: this is the only waiter with its number (see the field), and borrowed mutably, so
            // that no `Wait` borrows it.
            if unsafe { slot.unregister_slot() } {
                was_registered.set(true);
            }
        });
        was_registered.get()
    }

    /// Ends all waits, and then runs a hook that takes the fields of the handle, unless it has come to its end
    /// before.
    pub fn end_waits_then(this: &mut Self, hook: impl FnOnce(&S::Condition)) {
        this.kept.end_all();
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
        this.kept.end_all();
        // SAFETY: as in `unregister`.
        unsafe { end_waits(S::waitable(&this.storage)) };
    }
}

impl<S: Storage<Condition: Waits<HANDLE>>, const HANDLE: usize, E: Ending> Drop
    for Waiter<S, HANDLE, E>
{
    fn drop(&mut self) {
        let waitable = S::waitable(&self.storage);
        // Last, although something before it panics.
        let _leave = Defer::new(|| {
            // SAFETY: this is the waiter with this number of its storage (see the field), which this
            // is the last to use.
            unsafe { S::leave_waiter(&self.storage, Self::FIRST_WAIT) };
        });
        let end = || {
            // Although a `#[disarm]` method or the drop of the waker panics.
            let _hook = Defer::new(|| {
                if self.ending.runs_hook() {
                    const { S::Condition::DROP }.run(waitable.condition());
                }
            });
            if !E::WAITS_ARE_OVER {
                // SAFETY: this is the only waiter with its number (see the field), and no `Wait` borrows
                // it.
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

/// Does something with each slot of a waiter, also after a panic. Then it begins anew.
#[inline]
fn each_slot<C: Waits<HANDLE>, const HANDLE: usize>(
    waitable: &Waitable<C>,
    act: impl Fn(&<C::Wakers as Wakers>::Slot) + Copy,
) {
    let waits = const { waits_of::<C>(HANDLE) };
    if waits.is_power_of_two() {
        // By itself: the compiler does not see that nothing is left to do when this one panics.
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
    // Although a `#[disarm]` method panics.
    let _clear = Defer::new(|| {
        each_slot(waitable, |slot| {
            // SAFETY: as the caller promises, nothing else calls the unsafe methods of this slot.
            unsafe { slot.clear_slot() };
        });
    });
    C::disarm_waits(waitable.condition());
}
