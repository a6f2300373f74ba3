//! The slot of a lone waiter's wait.

use crate::SpmcWaker;
#[cfg(feature = "std")]
use core::task::Waker;

/// A slot of a lone waiter's wait, in any mode.
///
/// Its methods have unusual names, because rustc suggests a trait whose method a user calls on a handle that lacks it.
#[doc(hidden)]
pub trait WakerSlot {
    /// Whether a waker is registered, for `Debug`.
    fn shows_slot_registered(&self) -> bool;

    /// [`SpmcWaker::wake`].
    fn wake_slot(&self);

    /// [`SpmcWaker::wake_cold`].
    fn wake_slot_cold(&self);

    /// [`SpmcWaker::unregister`].
    ///
    /// # Safety
    ///
    /// The same as for that.
    unsafe fn unregister_slot(&self) -> bool;

    /// [`SpmcWaker::unregister_waker`].
    ///
    /// # Safety
    ///
    /// The same as for that.
    #[cfg(feature = "std")]
    unsafe fn unregister_slot_waker(&self) -> Option<Waker>;

    /// [`SpmcWaker::clear`].
    ///
    /// # Safety
    ///
    /// The same as for that.
    unsafe fn clear_slot(&self);
}

impl<const SYNC: bool, const CACHED: bool> WakerSlot for SpmcWaker<SYNC, CACHED> {
    fn shows_slot_registered(&self) -> bool {
        self.shows_registered()
    }

    #[inline]
    fn wake_slot(&self) {
        self.wake();
    }

    #[inline]
    fn wake_slot_cold(&self) {
        self.wake_cold();
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
