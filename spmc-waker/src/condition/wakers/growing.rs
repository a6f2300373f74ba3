//! The slots of `waiters` in a growing set: a wait takes its handle's own slot, or another one.

use super::ManyWakers;
use crate::{
    Readiness,
    set::{GrowingSet, Held, Own},
};
#[cfg(feature = "std")]
use core::task::Waker;
use core::task::{Context, Poll};

impl<const SYNC: bool, const CACHED: bool, const LONE: usize, const MANY: usize> ManyWakers
    for GrowingSet<SYNC, CACHED, LONE, MANY>
{
    type Own = Own<SYNC, CACHED>;
    type Place<'a> = Held<'a, SYNC, CACHED, LONE, MANY>;

    #[inline]
    unsafe fn hold_slot<'a>(
        &'a self,
        own: &'a Self::Own,
        wait: usize,
        hint: usize,
    ) -> Self::Place<'a> {
        // SAFETY: as the caller promises.
        unsafe { own.hold(self, wait - LONE, hint) }
    }

    #[inline]
    unsafe fn end_forgotten<const ONE: bool>(&self, own: &mut Self::Own, wait: usize, hint: usize) {
        // SAFETY: as the caller promises.
        unsafe { own.end_forgotten::<ONE, LONE, MANY>(self, wait - LONE, hint) };
    }

    /// Nothing to displace: while a `poll_…` method has left a registration in the own slot, a wait takes another one.
    #[cfg(feature = "std")]
    unsafe fn displace_waker(&self, _: usize, _: usize) -> Option<Waker> {
        None
    }

    #[inline]
    unsafe fn poll_own_slot<const ONE: bool, R: Readiness>(
        &self,
        own: &mut Self::Own,
        wait: usize,
        hint: usize,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        // SAFETY: as the caller promises.
        unsafe { own.poll::<ONE, R, LONE, MANY>(self, wait - LONE, hint, cx, check) }
    }

    unsafe fn shows_own_registered(&self, own: &Self::Own, _: usize, _: usize) -> bool {
        // SAFETY: as the caller promises.
        unsafe { own.shows_registered() }
    }

    #[inline]
    unsafe fn release_slot<const ONE: bool>(
        &self,
        own: &mut Self::Own,
        _: usize,
        _: usize,
    ) -> bool {
        // SAFETY: as the caller promises.
        unsafe { own.release::<ONE, LONE, MANY>(self) }
    }
}
