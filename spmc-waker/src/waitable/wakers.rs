//! The wakers that a condition is stored with: one for each waiter.
//!
//! Sets of waiters are bits of a `u32`, the lowest for the first waiter. They are constants, so that
//! nothing is left of the loops below.

use crate::{Readiness, SpmcWaker, defer, sync::Init};
#[cfg(feature = "std")]
use core::task::Waker;
use core::task::{Context, Poll};

/// All waiters but this one.
pub(super) const fn others(waiter: usize) -> u32 {
    !(1 << waiter)
}

/// The wakers of a condition: an array of [`SpmcWaker`]s.
#[doc(hidden)]
pub trait Wakers: Init + sealed::Sealed + 'static {
    /// One of them.
    type Waker: WakerSlot;

    /// All of them.
    fn slots(&self) -> &[Self::Waker];

    /// All of them.
    fn slots_mut(&mut self) -> &mut [Self::Waker];
}

impl<const SYNC: bool, const CACHED: bool, const N: usize> Wakers for [SpmcWaker<SYNC, CACHED>; N] {
    type Waker = SpmcWaker<SYNC, CACHED>;

    #[inline]
    fn slots(&self) -> &[Self::Waker] {
        self
    }

    #[inline]
    fn slots_mut(&mut self) -> &mut [Self::Waker] {
        self
    }
}

impl<const SYNC: bool, const CACHED: bool, const N: usize> sealed::Sealed
    for [SpmcWaker<SYNC, CACHED>; N]
{
}

/// An [`SpmcWaker`] in any mode.
#[doc(hidden)]
pub trait WakerSlot {
    /// [`SpmcWaker::wake`]. Of another name, which rustc does not suggest for a handle's `wake`.
    fn wake_slot(&self);

    /// [`SpmcWaker::wake_cold`].
    fn wake_cold(&self);

    /// [`SpmcWaker::take`].
    #[cfg(feature = "std")]
    fn take(&self) -> Option<Waker>;

    /// [`SpmcWaker::poll_wait_until`].
    ///
    /// # Safety
    ///
    /// The same.
    unsafe fn poll_wait_until<R: Readiness>(
        &self,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output>;

    /// [`SpmcWaker::unregister`].
    ///
    /// # Safety
    ///
    /// The same.
    unsafe fn unregister(&self) -> bool;

    /// [`SpmcWaker::clear`].
    ///
    /// # Safety
    ///
    /// The same.
    unsafe fn clear(&self);
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

    #[cfg(feature = "std")]
    fn take(&self) -> Option<Waker> {
        self.take()
    }

    #[inline]
    unsafe fn poll_wait_until<R: Readiness>(
        &self,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        // SAFETY: as the caller promises.
        unsafe { self.poll_wait_until(cx, check) }
    }

    unsafe fn unregister(&self) -> bool {
        // SAFETY: as the caller promises.
        unsafe { self.unregister() }
    }

    unsafe fn clear(&self) {
        // SAFETY: as the caller promises.
        unsafe { self.clear() }
    }
}

/// Wakes these waiters, each although the waker of one before it panics.
#[inline]
pub(super) fn wake<W: Wakers, const COLD: bool>(wakers: &W, wakes: u32) {
    match wakers.slots() {
        // By itself: the compiler does not see that nothing can be left to do when this one panics.
        [only] => wake_if::<_, COLD>(only, wakes),
        slots if wakes != 0 => {
            defer::for_each(slots.iter().enumerate(), |(waiter, slot)| {
                wake_if::<_, COLD>(slot, wakes >> waiter);
            });
        }
        _ => {}
    }
}

/// Wakes this one if its bit, the lowest, is set.
#[inline]
fn wake_if<W: WakerSlot, const COLD: bool>(slot: &W, wakes: u32) {
    match (wakes & 1 != 0, COLD) {
        (true, true) => slot.wake_cold(),
        (true, false) => slot.wake_slot(),
        (false, _) => {}
    }
}

mod sealed {
    pub trait Sealed {}
}
