//! Random choices, which shuttle makes and repeats with the schedule.

use crate::facade::{block_on, thread::yield_now};
use shuttle::rand::{Rng, thread_rng};
use std::{future::poll_fn, pin::pin, task::Poll};

/// Returns a number that is less than `end`.
pub fn below(end: usize) -> usize {
    thread_rng().gen_range(0..end)
}

/// Returns whether a coin shows heads.
pub fn coin() -> bool {
    thread_rng().gen_bool(0.5)
}

/// Polls a future a few times, whether it is woken or not, and then drops it: at a random point of the schedule.
pub fn maybe<F: Future>(future: F) -> Option<F::Output> {
    let mut polls = 1 + below(3);
    let mut future = pin!(future);
    let output = block_on(poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending if polls == 1 => Poll::Ready(None),
        Poll::Pending => {
            polls -= 1;
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    }));
    // It may be woken between its last poll and its drop.
    if output.is_none() && coin() {
        yield_now();
    }
    output
}

/// Makes some futures and drops them at random points, if they are not ready before. Then waits until one is ready.
pub fn again<T>(mut make: impl AsyncFnMut() -> T) -> T {
    for _ in 0..below(3) {
        if let Some(output) = maybe(make()) {
            return output;
        }
    }
    block_on(make())
}
