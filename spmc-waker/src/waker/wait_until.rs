//! A future that waits for a condition.

use super::{Readiness, Registrar, side::RegisteringSide};
use core::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

impl<const SYNC: bool, const CACHED: bool> Registrar<'_, SYNC, CACHED> {
    /// Waits until a check is ready, and returns its value.
    ///
    /// The check runs at each poll, and once more after registering. So it must consume only when it
    /// reports ready.
    ///
    /// ```
    /// use spmc_waker::SpmcWaker;
    /// use std::{sync::Mutex, thread};
    ///
    /// // `SYNC`, because the lock is not `SeqCst`.
    /// let mut waker = SpmcWaker::<true>::new();
    /// let (mut registrar, waker) = waker.split();
    /// let queue = Mutex::new(Vec::new());
    /// thread::scope(|scope| {
    ///     scope.spawn(|| {
    ///         queue.lock().unwrap().push("hello");
    ///         waker.wake();
    ///     });
    ///     let first = registrar.wait_until(|| queue.lock().unwrap().pop());
    ///     assert_eq!(futures::executor::block_on(first), "hello");
    /// });
    /// ```
    ///
    /// # Cancel safety
    ///
    /// Dropping the future is safe: a pending check has taken nothing. The task stays registered, so a later
    /// wake may wake it once for nothing; [`unregister`](Self::unregister) removes the registration.
    ///
    /// # Panics
    ///
    /// A poll panics like [`poll_wait_until`](Self::poll_wait_until).
    pub fn wait_until<R: Readiness, F: FnMut() -> R>(
        &mut self,
        check: F,
    ) -> WaitUntil<'_, F, SYNC, CACHED> {
        WaitUntil {
            side: self.side(),
            check,
        }
    }
}

/// The future of [`Registrar::wait_until`].
///
/// If it is polled again after it was ready, it checks anew and waits again if necessary.
#[must_use = "futures do nothing unless they are awaited or polled"]
pub struct WaitUntil<'r, F, const SYNC: bool = false, const CACHED: bool = true> {
    side: RegisteringSide<'r, SYNC, CACHED>,
    check: F,
}

// The check is only called, and never pinned.
impl<F, const SYNC: bool, const CACHED: bool> Unpin for WaitUntil<'_, F, SYNC, CACHED> {}

impl<R: Readiness, F: FnMut() -> R, const SYNC: bool, const CACHED: bool> Future
    for WaitUntil<'_, F, SYNC, CACHED>
{
    type Output = R::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<R::Output> {
        let this = Pin::into_inner(self);
        this.side.reborrow().poll_wait_until(cx, &mut this.check)
    }
}

impl<F, const SYNC: bool, const CACHED: bool> fmt::Debug for WaitUntil<'_, F, SYNC, CACHED> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitUntil").finish_non_exhaustive()
    }
}
