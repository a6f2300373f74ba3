//! The handle that waits.

use crate::{
    condition::{
        arm::Arming,
        change::Change,
        storage::{Storage, Waitable},
        traits::Waits,
        wait::Wait,
        wakers::{self, WakerSlot as _},
    },
    defer::Defer,
};
use core::{mem::ManuallyDrop, ptr};

/// A handle that waits: there is one with this number, and it cannot be cloned.
///
/// Its drop does what the condition says of that, unless `HOOK` is false.
#[doc(hidden)]
pub struct Waiter<
    S: Storage<Condition: Waits<WAITER>>,
    const WAITER: usize,
    const HOOK: bool = true,
> {
    // Invariant: there is no other one with this number and this storage, and it has a share of it.
    storage: S,
}

impl<S: Storage<Condition: Waits<WAITER>>, const WAITER: usize> Waiter<S, WAITER> {
    /// The waiter with this number.
    ///
    /// # Safety
    ///
    /// There must be no other one with this number and this storage, and what the last one did must
    /// happen before. The storage must have a share for it.
    #[inline]
    pub(in crate::condition) const unsafe fn with(storage: S) -> Self {
        Self { storage }
    }

    /// The same, but for the last thing that it does: its drop runs no hook.
    #[inline]
    pub fn into_last(this: Self) -> Waiter<S, WAITER, false> {
        let this = ManuallyDrop::new(this);
        Waiter {
            // SAFETY: it is valid for reads, and `this` is not used again, nor dropped: so this is the
            // only one, and has the share.
            storage: unsafe { ptr::read(&this.storage) },
        }
    }
}

impl<'a, C: Waits<WAITER>, const WAITER: usize> Waiter<&'a Waitable<C>, WAITER> {
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

impl<S: Storage<Condition: Waits<WAITER>>, const WAITER: usize, const HOOK: bool>
    Waiter<S, WAITER, HOOK>
{
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

    /// Disarms all waits, and removes the registration that they have left. Returns whether there
    /// was one.
    pub fn unregister(this: &mut Self) -> bool {
        let waitable = S::waitable(&this.storage);
        // Although the drop of the waker panics.
        let _disarm = Defer::new(|| Waits::<WAITER>::disarm_waits(waitable.condition()));
        // SAFETY: this is the only waiter with its number (see the field), and borrowed mutably, so
        // that no `Wait` borrows it.
        unsafe { waitable.waker(WAITER).unregister_slot() }
    }
}

impl<S: Storage<Condition: Waits<WAITER>>, const WAITER: usize, const HOOK: bool> Drop
    for Waiter<S, WAITER, HOOK>
{
    fn drop(&mut self) {
        let waitable = S::waitable(&self.storage);
        let condition = waitable.condition();
        let hook = const { S::Condition::DROP };
        // From the last to the first, and each although one before it panics.
        let _leave = Defer::new(|| {
            // SAFETY: this is the waiter with this number of its storage (see the field), which this
            // is the last to use.
            unsafe { S::leave_waiter(&self.storage, WAITER) };
        });
        let _wake = Defer::new(|| {
            if HOOK {
                wakers::wake::<_, false>(waitable.wakers(), hook.wakes());
            }
        });
        let _hook = Defer::new(|| {
            if HOOK {
                hook.run(condition);
            }
        });
        // SAFETY: this is the only waiter with its number (see the field), and no `Wait` borrows it.
        let _clear = Defer::new(|| unsafe { waitable.waker(WAITER).clear_slot() });
        Waits::<WAITER>::disarm_waits(condition);
    }
}
