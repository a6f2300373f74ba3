//! Waits that yield to other tasks, although they are ready.

use crate::sync::{AtomicUsize, Ordering::Relaxed};
use core::task::{Context, Poll};

/// Counts how often a wait of a handle was ready in a row, so that a task whose waits are always ready yields now and
/// then.
///
/// All operations are Relaxed, because the count orders nothing. If several futures of one handle count at the same
/// time, some results are not counted.
#[doc(hidden)]
#[derive(Default)]
pub struct Budget(AtomicUsize);

impl Budget {
    /// Creates an unused budget.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Polls, unless `budget` results have come since the wait was last pending. Then the task yields.
    #[inline]
    pub fn poll<T>(
        &self,
        budget: usize,
        cx: &mut Context<'_>,
        poll: impl FnOnce(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<T> {
        let used = self.0.load(Relaxed);
        if used >= budget {
            self.0.store(0, Relaxed);
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        #[cfg(feature = "tokio")]
        let task = core::task::ready!(tokio::task::coop::poll_proceed(cx));
        let polled = poll(cx);
        let is_ready = polled.is_ready();
        self.0.store(if is_ready { used + 1 } else { 0 }, Relaxed);
        #[cfg(feature = "tokio")]
        if is_ready {
            task.made_progress();
        }
        polled
    }
}
