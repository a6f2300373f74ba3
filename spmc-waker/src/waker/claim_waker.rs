//! A waker whose registering side is claimed, by one at a time.

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

/// A [`SpmcWaker`] that gives out its registering side, a [`Registrar`](super::Registrar), to one at a
/// time.
///
/// This is the safe way to a waker in a `static`, or one that several threads share: whoever wants to wait
/// [claims](Self::claim) the registrar, and gives it back by dropping it. Wakes need no claim.
///
/// A claim is one compare-exchange, and dropping the registrar one store. Registrations cost what they cost
/// otherwise.
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
/// /// Waits for the next ticks. `None` if somebody else waits already.
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
        /// A waker with nothing registered, whose registrar is free.
        ///
        /// It is all zeros, as a [`SpmcWaker`] is, and `const`, except under `--cfg loom`.
        pub fn new() -> Self {
            Self {
                waker: SpmcWaker::new(),
                is_claimed: AtomicBool::new(false),
            }
        }
    }

    /// Frees the registrar, although the last one was forgotten and never dropped. What that has left
    /// registered or cached is dropped.
    ///
    /// A registrar of [`claim_arc`](Self::claim_arc) that was forgotten keeps its `Arc` for good, and so
    /// nobody has a `&mut` to call this with.
    ///
    /// # Panics
    ///
    /// Panics of the waker's drop are passed on. The registrar is free then.
    pub fn reset(&mut self) {
        self.is_claimed = AtomicBool::new(false);
        // SAFETY: with `&mut self` there is no registrar, nor any other call that could overlap, and what
        // those before have done happens before.
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

    /// Whether a waker is registered just now: [`SpmcWaker::has_waker_registered`].
    #[inline]
    pub fn has_waker_registered(&self) -> bool {
        self.waker.has_waker_registered()
    }

    /// The waker itself.
    #[inline]
    pub(super) const fn waker(&self) -> &SpmcWaker<SYNC, CACHED> {
        &self.waker
    }

    /// Whether the registrar was free, and now is the caller's.
    pub(super) fn try_claim(&self) -> bool {
        // Acquire, with the release in `give_up`: what the last registrar did happens before what this
        // one does. Relaxed on failure: nothing is done then. (Not a swap, which loom lets the store in
        // `give_up` come before, although that swap has not read it.)
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

// As for `SpmcWaker`. A registrar that a panic drops gives its claim up.
impl<const SYNC: bool, const CACHED: bool> UnwindSafe for ClaimWaker<SYNC, CACHED> {}
impl<const SYNC: bool, const CACHED: bool> RefUnwindSafe for ClaimWaker<SYNC, CACHED> {}
