//! The struct that a condition's handles share.

use crate::{
    Readiness, SpmcWaker,
    sync::{Init, const_fn, impl_init, init},
};
use core::task::{Context, Poll};

/// A condition that can be waited for. `#[waitable]` implements it.
pub trait Condition: Sized {
    /// The waker that the condition is stored with.
    type Waker: ConditionWaker;

    /// Runs when the last notifier is dropped, before the waiter is woken.
    const ON_NOTIFIER_DROP: Option<fn(&Self)> = None;

    /// Runs when the waiter is dropped, after its waker is.
    const ON_WAITER_DROP: Option<fn(&Self)> = None;
}

/// The single wait of a condition whose check is a closure: `#[waitable(until = …)]`.
pub trait Until: Condition {
    /// What the check returns.
    type Ready: Readiness;

    /// The check.
    fn until(&self) -> Self::Ready;
}

/// An argument that a wait takes by value, and passes to each of its checks.
#[diagnostic::on_unimplemented(
    message = "an argument that a wait takes by value must be `Clone`, and `{Self}` is not",
    label = "not `Clone`",
    note = "the check runs more than once for each wait, and each run gets a clone of its own: take \
            the argument by reference, or make its type `Clone`"
)]
pub trait Repeat {
    /// One more of it.
    #[must_use]
    fn repeat(&self) -> Self;
}

impl<T: Clone> Repeat for T {
    #[inline]
    fn repeat(&self) -> Self {
        self.clone()
    }
}

/// The [`SpmcWaker`]s: what [`Waitable`] needs of them, for all `SYNC` and `CACHED`.
pub trait ConditionWaker: Init + sealed::Sealed {
    /// [`SpmcWaker::wake`].
    fn wake(&self);

    /// [`SpmcWaker::wake_cold`].
    fn wake_cold(&self);

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

impl_init!([const SYNC: bool, const CACHED: bool] SpmcWaker<SYNC, CACHED> = Self::new());

impl<const SYNC: bool, const CACHED: bool> sealed::Sealed for SpmcWaker<SYNC, CACHED> {}

impl<const SYNC: bool, const CACHED: bool> ConditionWaker for SpmcWaker<SYNC, CACHED> {
    #[inline]
    fn wake(&self) {
        self.wake();
    }

    #[inline]
    fn wake_cold(&self) {
        self.wake_cold();
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

/// A condition, and the waker of the task that waits for it.
///
/// The condition structs that `#[waitable]` annotates stay plain; this is where they live once
/// they are waited for.
pub struct Waitable<C: Condition> {
    pub(crate) waker: C::Waker,
    pub(crate) condition: C,
}

impl<C: Condition> Waitable<C> {
    const_fn! {
        /// A condition that nobody waits for yet.
        ///
        /// `const`, except under `--cfg loom`.
        pub fn new(condition: C) -> Self {
            Self {
                waker: init!(C::Waker),
                condition,
            }
        }
    }
}

impl<C: Condition> core::fmt::Debug for Waitable<C> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Waitable").finish_non_exhaustive()
    }
}

mod sealed {
    pub trait Sealed {}
}
