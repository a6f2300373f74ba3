//! Waits that yield, although they are ready.

use crate::sync::{AtomicUsize, Ordering::Relaxed};
use core::task::{Context, Poll};

/// Counts how often a wait of a handle was ready in a row. A task that never waits keeps its executor from polling
/// the others.
///
/// All is Relaxed: the count orders nothing. If futures of one handle count at once, some results are not counted.
#[doc(hidden)]
pub struct Budget(AtomicUsize);

impl Default for Budget {
    fn default() -> Self {
        // Loom's atomics have no `Default`.
        Self(AtomicUsize::new(0))
    }
}

impl Budget {
    /// Nothing was ready yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Polls, unless there were so many results since it was last pending: then the task yields.
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
