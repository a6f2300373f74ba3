//! The slots of `waiters` in a fixed set: each handle has one for each wait.

use super::ManyWakers;
use crate::{
    Readiness,
    defer::Defer,
    set::{FixedOwn, FixedPlace, FixedSet},
};
#[cfg(feature = "std")]
use core::task::Waker;
use core::task::{Context, Poll};

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize, const EACH: usize>
    ManyWakers for FixedSet<SYNC, CACHED, LONE, MANY, EACH>
{
    type Own = FixedOwn;
    type Place<'a> = FixedPlace<'a, SYNC, CACHED, LONE, MANY, EACH>;

    #[inline]
    unsafe fn hold_slot<'a>(
        &'a self,
        _: &'a FixedOwn,
        wait: usize,
        hint: usize,
    ) -> Self::Place<'a> {
        // SAFETY: as the caller promises.
        unsafe { self.own_place(wait, hint) }
    }

    #[inline]
    unsafe fn end_forgotten<const ONE: bool>(&self, own: &mut FixedOwn, wait: usize, hint: usize) {
        // SAFETY: as the caller promises.
        own.end_forgotten(&mut unsafe { self.own_place(wait, hint) });
    }

    #[cfg(feature = "std")]
    unsafe fn displace_waker(&self, wait: usize, hint: usize) -> Option<Waker> {
        // SAFETY: as the caller promises.
        unsafe { self.slot(Self::own_index(wait, hint)).unregister_waker() }
    }

    #[inline]
    unsafe fn poll_own_slot<const ONE: bool, R: Readiness>(
        &self,
        own: &mut FixedOwn,
        wait: usize,
        hint: usize,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        // SAFETY: as the caller promises.
        let place = unsafe { self.own_place(wait, hint) };
        own.poll::<ONE, R>(place, cx, check)
    }

    unsafe fn shows_own_registered(&self, _: &FixedOwn, wait: usize, hint: usize) -> bool {
        self.slot(Self::own_index(wait, hint)).shows_registered()
    }

    #[inline]
    unsafe fn release_slot<const ONE: bool>(
        &self,
        own: &mut FixedOwn,
        wait: usize,
        hint: usize,
    ) -> bool {
        // SAFETY: as the caller promises.
        let place = unsafe { self.own_place(wait, hint) };
        // Deferred, because passing a wake on may panic.
        let _clear = Defer::new(|| {
            // SAFETY: as the caller promises. `release` has consumed the place.
            unsafe { self.slot(Self::own_index(wait, hint)).clear() };
        });
        own.release::<ONE>(place)
    }
}

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize, const EACH: usize>
    FixedSet<SYNC, CACHED, LONE, MANY, EACH>
{
    /// Returns the index of the slot that a handle has for a wait.
    const fn own_index(wait: usize, handle: usize) -> usize {
        LONE + (wait - LONE) * EACH + handle
    }

    /// Takes the slot that a handle has for a wait.
    ///
    /// # Safety
    ///
    /// The same as for [`place`](FixedSet::place).
    #[inline]
    const unsafe fn own_place(
        &self,
        wait: usize,
        handle: usize,
    ) -> FixedPlace<'_, SYNC, CACHED, LONE, MANY, EACH> {
        // SAFETY: as the caller promises.
        unsafe { self.place(Self::own_index(wait, handle), Self::many_bits(wait - LONE)) }
    }
}
