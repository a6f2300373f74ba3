//! A waker whose registering side can be claimed, once at a time.

use super::SpmcWaker;
use crate::sync::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
    const_fn,
};
use core::{
    fmt,
    panic::{RefUnwindSafe, UnwindSafe},
    task::Waker,
};

/// A [`SpmcWaker`] whose registering side, a [`Registrar`](super::Registrar), can be claimed, once at a time.
///
/// This is the safe way to use a waker in a `static`, or a waker that several threads share. A task that wants
/// to wait [claims](Self::claim) the registrar, and releases it by dropping it. Wakes need no claim.
///
/// A claim costs one compare-exchange, and dropping the registrar one store. Registrations cost the same as
/// without claims.
///
/// # Example
///
/// ```
/// use spmc_waker::ClaimWaker;
/// use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
///
/// static TICKS: AtomicU32 = AtomicU32::new(0);
/// static WAKER: ClaimWaker = ClaimWaker::new();
///
/// fn interrupt() {
///     TICKS.fetch_add(1, SeqCst);
///     WAKER.wake();
/// }
///
/// /// Waits for the next ticks. Returns `None` if another task waits already.
/// async fn ticks() -> Option<u32> {
///     let mut registrar = WAKER.claim()?;
///     let ticks = registrar.wait_until(|| match TICKS.swap(0, SeqCst) {
///         0 => None,
///         ticks => Some(ticks),
///     });
///     Some(ticks.await)
/// }
///
/// # std::thread::spawn(interrupt);
/// assert_eq!(futures::executor::block_on(ticks()), Some(1));
/// ```
pub struct ClaimWaker<const SYNC: bool = false, const CACHED: bool = true> {
    waker: SpmcWaker<SYNC, CACHED>,
    is_claimed: AtomicBool,
}

impl<const SYNC: bool, const CACHED: bool> ClaimWaker<SYNC, CACHED> {
    const_fn! {
        /// Creates a waker with nothing registered and a free registrar.
        ///
        /// It is all zeros, like a [`SpmcWaker`]. This function is `const`, except under `--cfg loom`.
        pub fn new() -> Self {
            Self {
                waker: SpmcWaker::new(),
                is_claimed: AtomicBool::new(false),
            }
        }
    }

    /// Frees the registrar after the last one was forgotten and never dropped. Drops the waker that it has left
    /// registered or cached.
    ///
    #[cfg_attr(
        feature = "alloc",
        doc = "A forgotten registrar of [`claim_arc`](Self::claim_arc) keeps its `Arc` forever, so nobody has the `&mut`",
        doc = "that this method needs."
    )]
    ///
    /// # Panics
    ///
    /// Panics of the waker's drop are passed on. The registrar is free then.
    pub fn reset(&mut self) {
        self.is_claimed = AtomicBool::new(false);
        // SAFETY: because of `&mut self`, there is no registrar and no other call that could overlap. All earlier
        // calls happen before this one.
        unsafe { self.waker.clear() };
    }

    /// Wakes the registered waker, if any: [`SpmcWaker::wake`].
    #[inline]
    pub fn wake(&self) {
        self.waker.wake();
    }

    /// The same with the waking path outlined: [`SpmcWaker::wake_cold`].
    #[inline]
    pub fn wake_cold(&self) {
        self.waker.wake_cold();
    }

    /// Consumes the registration and returns its waker: [`SpmcWaker::take`].
    #[inline]
    pub fn take(&self) -> Option<Waker> {
        self.waker.take()
    }

    /// The same with the taking path outlined: [`SpmcWaker::take_cold`].
    #[inline]
    pub fn take_cold(&self) -> Option<Waker> {
        self.waker.take_cold()
    }

    /// Returns whether a waker is registered: [`SpmcWaker::has_waker_registered`].
    #[inline]
    pub fn has_waker_registered(&self) -> bool {
        self.waker.has_waker_registered()
    }

    /// The waker itself.
    #[inline]
    pub(super) const fn waker(&self) -> &SpmcWaker<SYNC, CACHED> {
        &self.waker
    }

    /// Claims the registrar. Returns whether it was free.
    pub(super) fn try_claim(&self) -> bool {
        // Acquire, with the release in `give_up`: everything that the last registrar did happens before this claim.
        // Relaxed on failure: nothing is done then. (This is not a swap, because loom would let the store in `give_up`
        // come before that swap, although the swap has not read it.)
        self.is_claimed
            .compare_exchange(false, true, Acquire, Relaxed)
            .is_ok()
    }

    /// Frees the registrar.
    ///
    /// # Safety
    ///
    /// The caller must have claimed the registrar, and not use it again.
    pub(super) unsafe fn give_up(&self) {
        // Release, with the acquire in `try_claim`.
        self.is_claimed.store(false, Release);
    }
}

impl<const SYNC: bool, const CACHED: bool> fmt::Debug for ClaimWaker<SYNC, CACHED> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClaimWaker")
            .field("claimed", &self.is_claimed.load(Relaxed))
            .field("waker", &self.waker)
            .finish()
    }
}

impl<const SYNC: bool, const CACHED: bool> Default for ClaimWaker<SYNC, CACHED> {
    fn default() -> Self {
        Self::new()
    }
}

// As for `SpmcWaker`. If a panic drops a registrar, it releases its claim.
impl<const SYNC: bool, const CACHED: bool> UnwindSafe for ClaimWaker<SYNC, CACHED> {}
impl<const SYNC: bool, const CACHED: bool> RefUnwindSafe for ClaimWaker<SYNC, CACHED> {}
