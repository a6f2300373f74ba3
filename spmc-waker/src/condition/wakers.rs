//! The wakers that a condition is stored with: one for each waiter.
//!
//! Sets of waiters are bits of a `u32`, the lowest for the first waiter. They are constants, so that
//! nothing is left of the loops below.

use crate::{Readiness, SpmcWaker, defer, sync::Init};
#[cfg(feature = "std")]
use core::task::Waker;
use core::task::{Context, Poll};

/// All of so many waiters.
const fn all(waiters: usize) -> u32 {
    !(u32::MAX << (waiters - 1) << 1)
}

/// The wakers of a condition: an array of [`SpmcWaker`]s.
#[doc(hidden)]
pub trait Wakers: Init + sealed::Sealed + 'static {
    /// One of them.
    type Waker: WakerSlot;

    /// How many there are.
    const COUNT: usize;

    /// All of them.
    fn slots(&self) -> &[Self::Waker];
}

impl<const SYNC: bool, const CACHED: bool, const N: usize> Wakers for [SpmcWaker<SYNC, CACHED>; N] {
    type Waker = SpmcWaker<SYNC, CACHED>;

    const COUNT: usize = N;

    #[inline]
    fn slots(&self) -> &[Self::Waker] {
        self
    }
}

impl<const SYNC: bool, const CACHED: bool, const N: usize> sealed::Sealed
    for [SpmcWaker<SYNC, CACHED>; N]
{
}

/// An [`SpmcWaker`] in any mode.
///
/// Its methods have names of their own: rustc suggests a trait of whatever name a handle is asked for.
#[doc(hidden)]
pub trait WakerSlot {
    /// [`SpmcWaker::wake`].
    fn wake_slot(&self);

    /// [`SpmcWaker::wake_cold`].
    fn wake_cold(&self);

    /// [`SpmcWaker::poll_wait_until`].
    ///
    /// # Safety
    ///
    /// The same.
    unsafe fn poll_slot<R: Readiness>(
        &self,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output>;

    /// [`SpmcWaker::unregister`].
    ///
    /// # Safety
    ///
    /// The same.
    unsafe fn unregister_slot(&self) -> bool;

    /// [`SpmcWaker::unregister_waker`].
    ///
    /// # Safety
    ///
    /// The same.
    #[cfg(feature = "std")]
    unsafe fn unregister_slot_waker(&self) -> Option<Waker>;

    /// [`SpmcWaker::clear`].
    ///
    /// # Safety
    ///
    /// The same.
    unsafe fn clear_slot(&self);
}

impl<const SYNC: bool, const CACHED: bool> WakerSlot for SpmcWaker<SYNC, CACHED> {
    #[inline]
    fn wake_slot(&self) {
        self.wake();
    }

    #[inline]
    fn wake_cold(&self) {
        self.wake_cold();
    }

    #[inline]
    unsafe fn poll_slot<R: Readiness>(
        &self,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        // SAFETY: as the caller promises.
        unsafe { self.poll_wait_until(cx, check) }
    }

    unsafe fn unregister_slot(&self) -> bool {
        // SAFETY: as the caller promises.
        unsafe { self.unregister() }
    }

    #[cfg(feature = "std")]
    unsafe fn unregister_slot_waker(&self) -> Option<Waker> {
        // SAFETY: as the caller promises.
        unsafe { self.unregister_waker() }
    }

    unsafe fn clear_slot(&self) {
        // SAFETY: as the caller promises.
        unsafe { self.clear() }
    }
}

/// Wakes these waiters, each although the waker of one before it panics. Passes the first panic on.
#[inline]
pub(super) fn wake<W: Wakers, const COLD: bool>(wakers: &W, wakes: u32) {
    let slots = wakers.slots();
    let wakes = wakes & all(W::COUNT);
    if wakes.is_power_of_two() {
        // By itself: the compiler does not see that nothing is left to do when this one panics.
        return wake_slot::<_, COLD>(&slots[wakes.trailing_zeros() as usize]);
    }
    // After a panic, this may wake a waiter that was woken before and has registered again. A spurious
    // wake is harmless, so no progress is kept.
    defer::each(Members(wakes), |waiter| {
        wake_slot::<_, COLD>(&slots[waiter]);
    });
}

#[inline]
fn wake_slot<W: WakerSlot, const COLD: bool>(slot: &W) {
    match COLD {
        true => slot.wake_cold(),
        false => slot.wake_slot(),
    }
}

/// The waiters of a set that are left. The compiler unrolls a loop over those of a constant.
#[derive(Clone)]
struct Members(u32);

impl Iterator for Members {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let first = self.0.trailing_zeros();
        // Takes the lowest bit away, and nothing from nothing.
        self.0 &= self.0.wrapping_sub(1);
        (first < u32::BITS).then_some(first as usize)
    }
}

mod sealed {
    pub trait Sealed {}
}
