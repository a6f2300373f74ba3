//! Uses what `#[waitable]` generates, like a user does.
//!
//! There is a folder for each marker, and for `handles`, `storage` and `options`. The tests in `panic_points` panic
//! at every point of a scenario. In those in `reentrant`, wakers act at every point. `promises` has a test for each limit that the documentation names.
#![allow(
    clippy::missing_const_for_fn,
    reason = "marked methods cannot be constant, and many methods here do nothing"
)]

mod arm;
mod field;
mod handles;
mod notify;
mod on_drop;
mod options;
mod panic_points;
mod promises;
mod reentrant;
mod storage;
mod wait;
mod waiters;

use futures::task::{ArcWake, waker};
use std::{
    array,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Poll, Waker},
};

/// A task that counts its wakes.
#[derive(Default)]
struct Task {
    wakes: AtomicUsize,
}

impl ArcWake for Task {
    fn wake_by_ref(task: &Arc<Self>) {
        task.wakes.fetch_add(1, SeqCst);
    }
}

impl Task {
    fn new() -> (Arc<Self>, Waker) {
        let task = Arc::new(Self::default());
        let waker = waker(Arc::clone(&task));
        (task, waker)
    }

    fn wakes(&self) -> usize {
        self.wakes.load(SeqCst)
    }
}

/// Several tasks, which tell which of them were woken.
struct Tasks<const N: usize>([(Arc<Task>, Waker); N]);

impl<const N: usize> Tasks<N> {
    fn new() -> Self {
        Self(array::from_fn(|_| Task::new()))
    }

    /// Returns the context for a poll by one of the tasks.
    fn cx(&self, task: usize) -> Context<'_> {
        Context::from_waker(&self.0[task].1)
    }

    /// Returns how often each task was woken.
    fn wakes(&self) -> [usize; N] {
        array::from_fn(|task| self.0[task].0.wakes())
    }
}

/// Makes three tasks wait, and returns how often the change wakes each of them. The result of the change is dropped
/// only afterwards.
fn woken_by<H, R>(
    mut handles: H,
    wait: impl FnOnce(&mut H, &Tasks<3>) -> [Poll<()>; 3],
    change: impl FnOnce(H) -> R,
) -> [usize; 3] {
    let tasks = Tasks::new();
    assert_eq!(wait(&mut handles, &tasks), [Poll::Pending; 3]);
    assert_eq!(tasks.wakes(), [0; 3], "a pending wait wakes nobody");
    let kept = change(handles);
    let wakes = tasks.wakes();
    drop(kept);
    wakes
}

/// Polls once, with a waker that does nothing.
fn poll_once<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    std::pin::Pin::new(future).poll(&mut Context::from_waker(Waker::noop()))
}
