//! The registering side for those who must do without a [`Registrar`](super::Registrar).

use super::{Readiness, SpmcWaker, side::RegisteringSide};
use core::task::{Context, Poll, Waker};

impl<const SYNC: bool, const CACHED: bool> SpmcWaker<SYNC, CACHED> {
    /// Registers a waker, in place of the one registered before, if any.
    ///
    /// The next [`wake`](Self::wake) or [`take`](Self::take) consumes the registration. The
    /// condition must be checked again after this call: a wake that came before it woke nobody.
    ///
    /// Returns `true`: the waker is registered. (The signature leaves room for a design in which a
    /// concurrent wake can prevent that. In this one, it cannot.)
    ///
    /// # Safety
    ///
    /// Calls of the `unsafe` methods of one `SpmcWaker` must not overlap, neither with each other nor
    /// with those of a [`Registrar`](super::Registrar) of it, the registrar's drop included. Each must
    /// happen before the next. A call from within the clone or drop of a waker that another call causes
    /// overlaps that call. (One from within a waker's wake does not overlap: [`wake`](Self::wake) is
    /// none of these methods, so an executor may poll the task then and there.)
    ///
    /// # Panics
    ///
    /// With `debug_assertions`, when calls overlap. Panics of the waker's clone or drop are passed
    /// on: after one in clone nothing has changed; after one in drop the new waker is registered.
    ///
    /// # Ordering
    ///
    /// A `SeqCst` load; then, unless this waker is registered already, a `SeqCst` store (over another
    /// registration a read-modify-write) or, with `SYNC`, a read-modify-write that acquires and
    /// releases.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub unsafe fn register(&self, waker: &Waker) -> bool {
        // SAFETY: as the caller promises.
        unsafe { RegisteringSide::new(self) }.register(waker);
        true
    }

    /// Removes the registration. Returns whether there was one to remove.
    ///
    /// A cached waker stays cached; [`clear`](Self::clear) drops that too. `false` means that
    /// nothing was registered, or that a wake has consumed the registration.
    ///
    /// # Safety
    ///
    /// As for [`register`](Self::register).
    ///
    /// # Panics
    ///
    /// As [`register`](Self::register), for overlapping calls and the waker's drop, after which
    /// nothing is registered.
    ///
    /// # Ordering
    ///
    /// A relaxed compare-exchange: synchronises nothing.
    #[cfg_attr(debug_assertions, track_caller)]
    pub unsafe fn unregister(&self) -> bool {
        // SAFETY: as the caller promises.
        unsafe { RegisteringSide::new(self) }.unregister()
    }

    /// Removes the registration and moves its waker out. `None` means that nothing was registered, or
    /// that a wake has consumed the registration.
    ///
    /// It never clones. A waker that was registered from the cached slot leaves that slot empty, so
    /// its next registration clones it.
    ///
    /// # Safety
    ///
    /// As for [`register`](Self::register).
    ///
    /// # Panics
    ///
    /// With `debug_assertions`, when calls overlap.
    ///
    /// # Ordering
    ///
    /// As [`unregister`](Self::unregister): synchronises nothing.
    #[cfg(feature = "std")]
    #[cfg_attr(debug_assertions, track_caller)]
    pub(crate) unsafe fn unregister_waker(&self) -> Option<Waker> {
        // SAFETY: as the caller promises.
        unsafe { RegisteringSide::new(self) }.unregister_waker()
    }

    /// Removes the registration, and drops the cached waker.
    ///
    /// When a wake is just then inside that waker's [`wake_by_ref`](Waker::wake_by_ref), or a take
    /// inside its clone, that call drops the waker when it comes back. So a finished task is not kept
    /// alive by the wake that finished it. If another task has registered by then, the call wakes that
    /// task as well, which a waker may always do.
    ///
    /// One case is left, a window of a few nanoseconds. When that call comes back just as this one
    /// leaves the request to it, neither may see the other: that call looks for the request once, and
    /// this one looks whether the waker is free eight times. The same goes for a registration that comes
    /// next, and takes the request along. Then the next wake, registration or drop
    /// of this `SpmcWaker` drops the waker. To close the window would take a fence in every wake.
    ///
    /// # Safety
    ///
    /// As for [`register`](Self::register).
    ///
    /// # Panics
    ///
    /// As [`unregister`](Self::unregister).
    ///
    /// # Ordering
    ///
    /// As [`unregister`](Self::unregister): synchronises nothing.
    #[cfg_attr(debug_assertions, track_caller)]
    #[inline]
    pub unsafe fn clear(&self) {
        // SAFETY: as the caller promises.
        unsafe { RegisteringSide::new(self) }.clear();
    }

    /// Checks a condition and, if it does not hold, registers the task's waker and checks again.
    ///
    /// Ready as soon as a check is. If that is the second one, the registration that this call made is
    /// removed again. A registration that was there before stays until a wake consumes it: another
    /// wait of the same task may have made it.
    ///
    /// The check may run twice, so it must consume only when it reports ready.
    ///
    /// # Safety
    ///
    /// As for [`register`](Self::register). A call from within the check overlaps, too, also by way
    /// of a wake there that polls the task then and there.
    ///
    /// # Panics
    ///
    /// As [`register`](Self::register) and [`unregister`](Self::unregister), and when the check
    /// panics. What a check has returned is dropped if something panics after it, such as the drop of
    /// the waker.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub unsafe fn poll_wait_until<R: Readiness>(
        &self,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        // SAFETY: as the caller promises.
        unsafe { RegisteringSide::new(self) }.poll_wait_until(cx, check)
    }
}
