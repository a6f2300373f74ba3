//! Waits that yield to other tasks, although they are ready.

use crate::sync::{AtomicUsize, Ordering::Relaxed};
use core::{
    future::{Future, poll_fn},
    pin::pin,
    task::{Context, Poll},
};

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

    /// Polls, unless `budget` results have come since the wait was last pending. Then the task yields. Without a count,
    /// this always polls.
    #[inline]
    pub fn poll<'b, T>(
        this: impl Into<Option<&'b Self>>,
        budget: usize,
        cx: &mut Context<'_>,
        poll: impl FnOnce(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<T> {
        let Some(Self(count)) = this.into() else {
            return poll(cx);
        };
        let used = count.load(Relaxed);
        if used >= budget {
            count.store(0, Relaxed);
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        #[cfg(feature = "tokio")]
        let task = core::task::ready!(tokio::task::coop::poll_proceed(cx));
        let polled = poll(cx);
        let is_ready = polled.is_ready();
        count.store(if is_ready { used + 1 } else { 0 }, Relaxed);
        #[cfg(feature = "tokio")]
        if is_ready {
            task.made_progress();
        }
        polled
    }

    /// Polls the future of `NAME_within` by [`poll`](Self::poll). Its wait has no count, so it is polled whenever the
    /// timer is: a wait that has yielded is not late.
    pub async fn limit<T>(
        this: Option<&Self>,
        budget: usize,
        within: impl Future<Output = T>,
    ) -> T {
        let mut within = pin!(within);
        poll_fn(|cx| Self::poll(this, budget, cx, |cx| within.as_mut().poll(cx))).await
    }
}
