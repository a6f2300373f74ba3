//! The structures under shuttle: four to eight tasks each, which give up at random points. That is too much for loom,
//! which tries every interleaving. Shuttle tries random ones, and some with few preemptions.
//!
//! Run them with `.ci/shuttle`. A task that waits forever is a deadlock, which shuttle reports with the schedule.
//! Shuttle takes every memory ordering for `SeqCst`: `examples/tests/loom.rs` has models of those. A queue of
//! concurrent-queue does each of its operations in one step.
#![cfg(shuttle)]
#![forbid(unsafe_code)]

mod channels;
mod one_to_all;
mod permits;

use spmc_waker_tests::facade::Racer;

/// Returns a task for [`race`](spmc_waker_tests::facade::race).
fn task(run: impl FnOnce() + Send + 'static) -> Racer {
    Box::new(run)
}
