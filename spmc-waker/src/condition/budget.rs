//! Waits that yield, although they are ready.

use crate::sync::{AtomicUsize, Ordering::Relaxed};
use core::{
    future::{Future, poll_fn},
    pin::pin,
    task::{Context, Poll},
};

/// Counts how often a wait of a handle was ready in a row. A task that never waits keeps its executor from polling
/// the others.
///
/// All is Relaxed: the count orders nothing. If futures of one handle count at once, some results are not counted.
#[doc(hidden)]
#[derive(Default)]
pub struct Budget(AtomicUsize);

impl Budget {
    /// Nothing was ready yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Polls, unless there were so many results since it was last pending: then the task yields. Without a count, always
    /// polls.
    #[inline]
    pub fn poll<T>(
        this: Option<&Self>,
        budget: usize,
        cx: &mut Context<'_>,
        poll: impl FnOnce(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<T> {
        let Some(Self(count)) = this else {
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
