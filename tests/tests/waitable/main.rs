//! What `#[waitable]` generates, used as users do.
#![cfg(not(loom))]
#![forbid(unsafe_code)]

mod arms;
mod blocking;
mod drops;
mod full;
mod in_place;
mod lending;
mod notify;
mod short;
mod signatures;
mod streams;
mod two_sides;
mod two_waits;

use futures::task::{ArcWake, waker};
use std::{
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

/// Polls once, without anybody to wake.
fn poll_once<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    std::pin::Pin::new(future).poll(&mut Context::from_waker(Waker::noop()))
}
