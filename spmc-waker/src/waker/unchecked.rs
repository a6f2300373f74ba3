//! The registering side as unsafe methods, for code that cannot use a [`Registrar`](super::Registrar).

use super::{Readiness, SpmcWaker, side::RegisteringSide};
use core::task::{Context, Poll, Waker};

impl<const SYNC: bool, const CACHED: bool> SpmcWaker<SYNC, CACHED> {
    /// Registers a waker. It replaces the registered one, if any.
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
    /// overlaps that call. (A call from within a waker's wake does not overlap: [`wake`](Self::wake) is not
    /// one of these methods, so an executor may poll the task inside the wake.)
    ///
    /// # Panics
    ///
    /// With `debug_assertions`, panics if calls overlap. Panics of the waker's clone or drop are passed on. After
    /// a panic in clone, nothing has changed. After a panic in drop, the new waker is registered.
    ///
    /// # Ordering
    ///
    /// This is a `SeqCst` load. Unless this waker is registered already, a `SeqCst` store follows (or a
    /// read-modify-write, to replace another registration). With `SYNC`, it is a read-modify-write that
    /// acquires and releases.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub unsafe fn register(&self, waker: &Waker) -> bool {
        // SAFETY: as the caller promises.
        unsafe { RegisteringSide::new(self) }.register(waker);
        true
    }

    /// Registers a waker in a set. Returns whether the caller must set the bit of this slot in a word of the set, by a
    /// read-modify-write that acquires and releases, or that is `SeqCst` without `SYNC`. If `keeps`, the waker is
    /// cached.
    ///
    /// # Safety
    ///
    /// The same as for [`register`](Self::register). And wakes must come here only after they have taken that bit,
    /// by such a read-modify-write.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub(crate) unsafe fn register_in_set(&self, waker: &Waker, keeps: bool) -> bool {
        // SAFETY: as the caller promises.
        unsafe { RegisteringSide::new(self) }.register_in_set(waker, keeps)
    }

    /// Removes the registration. Returns whether there was one to remove.
    ///
    /// A cached waker stays cached; [`clear`](Self::clear) drops that, too. `false` means that
    /// nothing was registered, or that a wake has consumed the registration.
    ///
    /// # Safety
    ///
    /// The same as for [`register`](Self::register).
    ///
    /// # Panics
    ///
    /// With `debug_assertions`, panics if calls overlap. Panics of the waker's drop are passed on. Nothing is
    /// registered then.
    ///
    /// # Ordering
    ///
    /// This is a relaxed compare-exchange, which synchronises nothing.
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
    /// The same as for [`register`](Self::register).
    ///
    /// # Panics
    ///
    /// With `debug_assertions`, panics if calls overlap.
    ///
    /// # Ordering
    ///
    /// Like [`unregister`](Self::unregister), this synchronises nothing.
    #[cfg(feature = "std")]
    #[cfg_attr(debug_assertions, track_caller)]
    pub(crate) unsafe fn unregister_waker(&self) -> Option<Waker> {
        // SAFETY: as the caller promises.
        unsafe { RegisteringSide::new(self) }.unregister_waker()
    }

    /// Removes the registration, and drops the cached waker.
    ///
    /// If a wake is inside that waker's [`wake_by_ref`](Waker::wake_by_ref), or a take inside its clone, that
    /// call drops the waker at its end. So no wake keeps the task alive after it has finished. If another task has
    /// registered by then, that call wakes that task, too. A spurious wake is always allowed.
    ///
    /// One case is left, a window of a few nanoseconds. If that call ends just when this one leaves the request to it,
    /// each may miss the other: that call looks for the request once, and this one looks eight times whether the waker
    /// is free. The same holds for a registration that comes next, which takes the request along. In these cases, the
    /// next wake, registration or drop of this `SpmcWaker` drops the waker. Closing the window would need a fence in
    /// every wake.
    ///
    /// # Safety
    ///
    /// The same as for [`register`](Self::register).
    ///
    /// # Panics
    ///
    /// The same as for [`unregister`](Self::unregister).
    ///
    /// # Ordering
    ///
    /// Like [`unregister`](Self::unregister), this synchronises nothing.
    #[cfg_attr(debug_assertions, track_caller)]
    #[inline]
    pub unsafe fn clear(&self) {
        // SAFETY: as the caller promises.
        unsafe { RegisteringSide::new(self) }.clear();
    }

    /// Checks a condition and, if it does not hold, registers the task's waker and checks again.
    ///
    /// Returns ready as soon as a check is ready. If that is the second check, the registration that this call
    /// made is removed again. An earlier registration stays until a wake consumes it, because another wait of
    /// the same task may have made it.
    ///
    /// The check may run twice, so it must consume only when it reports ready.
    ///
    /// # Safety
    ///
    /// The same as for [`register`](Self::register). A call from within the check overlaps, too, even if a wake
    /// in the check makes it by polling the task.
    ///
    /// # Panics
    ///
    /// Panics like [`register`](Self::register) and [`unregister`](Self::unregister), and if the check panics.
    /// If something panics after a check, such as the drop of the waker, the result of the check is dropped.
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
