//! `storage = borrowed`: a [`Waitable`] of the user's. Its word has a bit for each waiter that is
//! claimed.

use super::{Storage, Waitable, sealed};
use crate::{
    condition::traits::Condition,
    sync::Ordering::{Acquire, Release},
};

impl<C: Condition> Waitable<C> {
    /// Whether this waiter was free, and now is the caller's.
    pub(in crate::condition) fn claim(this: &Self, waiter: usize) -> bool {
        // Acquire, with the release in `leave_waiter`: what the last one did with its waker happens
        // before what this one does.
        this.handles.fetch_or(1 << waiter, Acquire) & (1 << waiter) == 0
    }
}

impl<C: Condition> sealed::Sealed for &Waitable<C> {}

/// Notifiers come and go, so that none is known to be the last. Each is treated as if it were: there is no
/// hook, but its fields are gone.
impl<C: Condition> Storage for &Waitable<C> {
    type Condition = C;

    #[inline]
    fn waitable(this: &Self) -> &Waitable<C> {
        this
    }

    #[inline]
    fn share(this: &Self) -> Self {
        this
    }

    #[inline]
    unsafe fn leave_notifier(this: &Self, last: impl FnOnce(&Waitable<C>)) {
        last(this);
    }

    #[inline]
    unsafe fn leave_waiter(this: &Self, waiter: usize) {
        // Release, with the acquire in `claim`.
        this.handles.fetch_and(!(1 << waiter), Release);
    }
}
