//! What a condition is stored with for each of its sides: a waker, if that side waits.

use crate::{
    Readiness, SpmcWaker,
    sync::{
        AtomicBool, Init,
        Ordering::{Acquire, Release},
        impl_init, init,
    },
};
#[cfg(feature = "std")]
use core::task::Waker;
use core::task::{Context, Poll};

/// What a change wakes: the waker of the side that waits, or `()`, which wakes nobody.
pub trait Wakes: sealed::Sealed + 'static {
    /// [`SpmcWaker::wake`].
    fn wake(&self);

    /// [`SpmcWaker::wake_cold`].
    fn wake_cold(&self);
}

impl sealed::Sealed for () {}

impl Wakes for () {
    #[inline]
    fn wake(&self) {}

    #[inline]
    fn wake_cold(&self) {}
}

impl<const SYNC: bool, const CACHED: bool> Wakes for SpmcWaker<SYNC, CACHED> {
    #[inline]
    fn wake(&self) {
        self.wake();
    }

    #[inline]
    fn wake_cold(&self) {
        self.wake_cold();
    }
}

/// The place of a side that may wait.
pub trait Seat: Init + sealed::Sealed + 'static {
    /// The waker in it, or `()`.
    type Waker: Wakes;

    /// What a change wakes.
    fn waker(&self) -> &Self::Waker;

    /// Empties the seat, whoever has forgotten to.
    fn reset(&mut self);
}

/// The seat of a side that waits: a waker, for the one handle that may register.
pub trait WaitingSeat: Seat {
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

    /// [`SpmcWaker::take`].
    #[cfg(feature = "std")]
    fn take(&self) -> Option<Waker>;

    /// Gives up the claim of a handle that is gone, if the seat has to be claimed.
    fn vacate(&self);
}

/// The seat of a side that does not wait.
pub struct Vacant;

impl_init!([] Vacant = Self);

impl sealed::Sealed for Vacant {}

impl Seat for Vacant {
    type Waker = ();

    #[inline]
    fn waker(&self) -> &() {
        &()
    }

    fn reset(&mut self) {}
}

impl_init!([const SYNC: bool, const CACHED: bool] SpmcWaker<SYNC, CACHED> = Self::new());

impl<const SYNC: bool, const CACHED: bool> sealed::Sealed for SpmcWaker<SYNC, CACHED> {}

impl<const SYNC: bool, const CACHED: bool> Seat for SpmcWaker<SYNC, CACHED> {
    type Waker = Self;

    #[inline]
    fn waker(&self) -> &Self {
        self
    }

    fn reset(&mut self) {
        // SAFETY: nobody else has a reference, and so no call that could overlap, or come later
        // without this having happened before.
        unsafe { self.clear() };
    }
}

/// The seat whose one handle is made together with it, and nobody else's.
impl<const SYNC: bool, const CACHED: bool> WaitingSeat for SpmcWaker<SYNC, CACHED> {
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

    #[cfg(feature = "std")]
    fn take(&self) -> Option<Waker> {
        self.take()
    }

    #[inline]
    fn vacate(&self) {}
}

/// A seat whose handle comes and goes: one at a time.
pub struct Claimed<W> {
    waker: W,
    taken: AtomicBool,
}

impl_init!([W: Init] Claimed<W> = Self { waker: init!(W), taken: AtomicBool::new(false) });

impl<W> Claimed<W> {
    /// Whether the seat was free, and now is the caller's.
    pub(crate) fn claim(&self) -> bool {
        // Acquire, with the release in `vacate`: what the last handle did with the waker happens
        // before what this one does.
        !self.taken.swap(true, Acquire)
    }
}

impl<W> sealed::Sealed for Claimed<W> {}

impl<W: Seat> Seat for Claimed<W> {
    type Waker = W::Waker;

    #[inline]
    fn waker(&self) -> &W::Waker {
        self.waker.waker()
    }

    fn reset(&mut self) {
        self.taken = AtomicBool::new(false);
        self.waker.reset();
    }
}

impl<W: WaitingSeat> WaitingSeat for Claimed<W> {
    #[inline]
    unsafe fn poll_wait_until<R: Readiness>(
        &self,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        // SAFETY: as the caller promises.
        unsafe { self.waker.poll_wait_until(cx, check) }
    }

    unsafe fn unregister(&self) -> bool {
        // SAFETY: as the caller promises.
        unsafe { self.waker.unregister() }
    }

    unsafe fn clear(&self) {
        // SAFETY: as the caller promises.
        unsafe { self.waker.clear() }
    }

    #[cfg(feature = "std")]
    fn take(&self) -> Option<Waker> {
        self.waker.take()
    }

    #[inline]
    fn vacate(&self) {
        // Release, with the acquire in `claim`.
        self.taken.store(false, Release);
    }
}

mod sealed {
    pub trait Sealed {}
}
