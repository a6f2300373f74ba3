//! The handle that waits.

use super::ending::{Closable, Ending, Last, Unended, Whole};
use crate::{
    condition::{
        arm::Arming,
        change::Change,
        storage::{Storage, Waitable},
        traits::Waits,
        wait::Wait,
        wakers::{self, WakerSlot as _},
    },
    defer::{self, Defer},
};
use core::{mem::ManuallyDrop, ptr};

/// A handle that waits: there is one with this number, and it cannot be cloned.
///
/// Its drop does what the condition says of that, unless `E` says otherwise.
#[doc(hidden)]
pub struct Waiter<S: Storage<Condition: Waits<WAITER>>, const WAITER: usize, E: Ending = Whole> {
    // Invariant: there is no other one with this number and this storage, and it has a share of it.
    storage: S,
    ending: E,
}

impl<S: Storage<Condition: Waits<WAITER>>, const WAITER: usize, E: Unended> Waiter<S, WAITER, E> {
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
        }
    }
}

impl<S: Storage<Condition: Waits<WAITER>>, const WAITER: usize> Waiter<S, WAITER> {
    /// The same after the last thing that it does. Its drop runs no hook. If that was a change, it wakes
    /// these waiters.
    #[inline]
    pub fn into_last<const WAKES: u32, const COLD: bool>(
        this: Self,
        is_change: bool,
    ) -> Waiter<S, WAITER, Last<WAKES, COLD>> {
        let this = ManuallyDrop::new(this);
        Waiter {
            // SAFETY: it is valid for reads, and `this` is not used again, nor dropped: so this is the
            // only one, and has the share.
            storage: unsafe { ptr::read(&this.storage) },
            ending: Last { is_change },
        }
    }
}

impl<S: Storage<Condition: Waits<WAITER>>, const WAITER: usize> Waiter<S, WAITER, Closable> {
    /// This was the last thing that it does. Its drop runs no hook. If that was a change, or fields are
    /// dropped before, it wakes these waiters.
    #[inline]
    pub const fn set_last<const WAKES: u32>(this: &mut Self, is_change: bool) {
        let hook = const { S::Condition::DROP };
        let is_change = is_change || hook.drops_fields();
        this.ending.close(if is_change { WAKES } else { 0 });
    }

    /// Runs the hook and wakes, as its drop would. Does so once: the drop wakes again only if fields are
    /// dropped before.
    pub fn close(this: &mut Self) {
        if !this.ending.runs_hook() {
            return;
        }
        let hook = const { S::Condition::DROP };
        // Before the hook runs: when it panics, it must not run again.
        let wakes = if hook.drops_fields() { hook.wakes() } else { 0 };
        this.ending.close(wakes);
        let waitable = S::waitable(&this.storage);
        let run = || hook.run(waitable.condition());
        let wake = || wakers::wake::<_, false>(waitable.wakers(), hook.wakes());
        defer::in_turn(run, wake);
    }
}

impl<'a, C: Waits<WAITER>, const WAITER: usize, E: Unended> Waiter<&'a Waitable<C>, WAITER, E> {
    /// The waiter with this number, unless there is one.
    #[inline]
    pub fn claim(storage: &'a Waitable<C>) -> Option<Self> {
        Waitable::claim(storage, WAITER).then(|| {
            // SAFETY: the claim has just been made. Dropping this waiter gives it up, as the last thing
            // that it does, and that release and the claim's acquire order the two. (So does
            // `Waitable::reset`, which has the `Waitable` to itself: no handle borrows it any more.)
            unsafe { Self::with(storage) }
        })
    }
}

impl<S: Storage<Condition: Waits<WAITER>>, const WAITER: usize, E: Ending> Waiter<S, WAITER, E> {
    /// The condition, for queries.
    #[inline]
    pub fn condition(this: &Self) -> &S::Condition {
        S::waitable(&this.storage).condition()
    }

    /// The condition for a change, or for a check after which others are woken. These waiters are woken
    /// when the [`Change`] is dropped.
    #[inline]
    pub fn change<const WAKES: u32, const COLD: bool>(
        this: &Self,
    ) -> Change<'_, S::Condition, WAKES, COLD> {
        Change::new(S::waitable(&this.storage))
    }

    /// The right to wait, for as long as this handle is borrowed.
    #[inline]
    pub fn wait<'w, const WAKES: u32, A: Arming<'w, S::Condition>>(
        this: &'w mut Self,
    ) -> Wait<'w, S::Condition, WAITER, WAKES, A> {
        // SAFETY: this is the only waiter with its number (see the field), and borrowed mutably for as
        // long as the `Wait` lives, so that there is no other `Wait` meanwhile. Borrows follow each
        // other in time, on one thread or by what moved the handle between threads.
        unsafe { Wait::new(S::waitable(&this.storage)) }
    }

    /// Removes the registration that a wait has left, disarms all waits, and drops the cached waker.
    /// Returns whether there was a registration.
    pub fn unregister(this: &mut Self) -> bool {
        let waitable = S::waitable(&this.storage);
        // Although the drop of the registered waker panics.
        let _end = Defer::new(|| {
            // SAFETY: as below.
            unsafe { end_waits(waitable) };
        });
        // SAFETY: this is the only waiter with its number (see the field), and borrowed mutably, so
        // that no `Wait` borrows it.
        unsafe { waitable.waker(WAITER).unregister_slot() }
    }

    /// Disarms all waits, removes the registration that they have left, and drops the cached waker.
    pub fn end_waits(this: &mut Self) {
        // SAFETY: as in `unregister`.
        unsafe { end_waits(S::waitable(&this.storage)) };
    }
}

impl<S: Storage<Condition: Waits<WAITER>>, const WAITER: usize, E: Ending> Drop
    for Waiter<S, WAITER, E>
{
    fn drop(&mut self) {
        let waitable = S::waitable(&self.storage);
        // Last, although something before it panics.
        let _leave = Defer::new(|| {
            // SAFETY: this is the waiter with this number of its storage (see the field), which this
            // is the last to use.
            unsafe { S::leave_waiter(&self.storage, WAITER) };
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
            let hook = const { S::Condition::DROP };
            self.ending.wake(waitable, &hook);
        };
        defer::in_turn(end, wake);
    }
}

/// Disarms all waits of a waiter, removes the registration that they have left, and drops the cached waker.
///
/// # Safety
///
/// The caller must be the waiter with this number, and no `Wait` may borrow it.
#[inline]
unsafe fn end_waits<C: Waits<WAITER>, const WAITER: usize>(waitable: &Waitable<C>) {
    // Although a `#[disarm]` method panics.
    let _clear = Defer::new(|| {
        // SAFETY: as the caller promises, nothing else calls the unsafe methods of this waker.
        unsafe { waitable.waker(WAITER).clear_slot() };
    });
    C::disarm_waits(waitable.condition());
}
