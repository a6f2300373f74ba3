//! What `#[waitable]` generates, used as users do.
#![cfg(not(loom))]
#![allow(
    clippy::missing_const_for_fn,
    reason = "marked methods cannot be constant, and many here do nothing"
)]
#![forbid(unsafe_code)]

mod arm_arguments;
mod arms;
mod attributes;
mod auto_traits;
mod blocking;
mod borrowed;
mod borrowing;
mod checks;
mod claims;
mod drop_hooks;
mod drops;
mod field_drops;
mod fields;
mod fields_everywhere;
mod full;
mod handles;
mod last;
mod names;
mod notify;
mod ownership;
mod panic_points;
mod pending_waits;
mod promises;
mod reset;
mod short;
mod signatures;
mod sinks;
mod streams;
mod time_limits;
mod two_arms;
mod two_waiters;
mod two_waits;
mod unregister;
mod wakes;
mod wakes_by_name;

use futures::task::{ArcWake, waker};
use std::{
    array,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Poll, Waker},
};

/// A task that counts how often it is woken.
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

/// Several tasks, to see which of them are woken.
struct Tasks<const N: usize>([(Arc<Task>, Waker); N]);

impl<const N: usize> Tasks<N> {
    fn new() -> Self {
        Self(array::from_fn(|_| Task::new()))
    }

    /// For a poll by one of the tasks.
    fn cx(&self, task: usize) -> Context<'_> {
        Context::from_waker(&self.0[task].1)
    }

    /// How often each task was woken.
    fn wakes(&self) -> [usize; N] {
        array::from_fn(|task| self.0[task].0.wakes())
    }
}

/// Has three tasks wait, and returns which of them are woken by the change. What it returns is kept
/// until then.
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

/// Polls once, without anybody to wake.
fn poll_once<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    std::pin::Pin::new(future).poll(&mut Context::from_waker(Waker::noop()))
}
