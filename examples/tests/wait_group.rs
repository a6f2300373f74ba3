//! The wait group, on each executor.

#![forbid(unsafe_code)]

mod race;
mod support;

use futures::{future::poll_fn, poll};
use race::{at_once, rounds};
use spmc_waker_examples::wait_group::WaitGroup;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::Poll,
    thread,
    time::Duration,
};
use support::on_each_executor;

on_each_executor!(
    the_last_drop_ends_the_wait,
    a_drop_during_the_wait_ends_it,
    a_drop_as_the_wait_begins_ends_it,
    what_workers_wrote_is_visible_after_the_wait,
    a_worker_that_panics_ends_the_wait,
    workers_of_workers_are_waited_for,
    a_wait_after_a_dropped_one_ends,
    a_group_that_is_done_stays_done,
    workers_outlive_the_waiter,
);

const HEAD_START: Duration = Duration::from_millis(5);

async fn the_last_drop_ends_the_wait() {
    let (worker, mut all_done) = WaitGroup::default().into_pair();
    for worker in [worker.clone(), worker.clone(), worker] {
        assert!(!worker.is_done() && !all_done.is_done());
        assert_eq!(poll!(all_done.wait()), Poll::Pending);
        drop(worker);
    }
    assert!(all_done.is_done());
    poll_fn(|cx| all_done.poll_wait(cx)).await;
    all_done.await;
}

async fn a_drop_during_the_wait_ends_it() {
    let (worker, all_done) = WaitGroup::default().into_pair();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(worker);
    });
    all_done.await;
}

/// embassy#7015: the last one ends between the check and the registration.
async fn a_drop_as_the_wait_begins_ends_it() {
    for round in rounds() {
        let (worker, all_done) = WaitGroup::default().into_pair();
        let working = at_once(round, move || drop(worker));
        all_done.await;
        working.join().expect("the drop panicked");
    }
}

async fn what_workers_wrote_is_visible_after_the_wait() {
    const WORKERS: usize = 4;

    for _ in 0..50 {
        let (worker, all_done) = WaitGroup::default().into_pair();
        let written = Arc::new(AtomicUsize::new(0));
        for _ in 0..WORKERS {
            let (worker, written) = (worker.clone(), Arc::clone(&written));
            thread::spawn(move || {
                written.fetch_add(1, Relaxed);
                drop(worker);
            });
        }
        drop(worker);
        all_done.await;
        assert_eq!(written.load(Relaxed), WORKERS);
    }
}

/// tokio#2854: a way out that does not wake.
async fn a_worker_that_panics_ends_the_wait() {
    let (worker, all_done) = WaitGroup::default().into_pair();
    let working = thread::spawn(move || {
        let _worker = worker;
        thread::sleep(HEAD_START);
        // Without the message of a panic.
        std::panic::resume_unwind(Box::new("gives up"));
    });
    all_done.await;
    assert!(working.join().is_err());
}

async fn workers_of_workers_are_waited_for() {
    let (worker, all_done) = WaitGroup::default().into_pair();
    let written = Arc::new(AtomicUsize::new(0));
    let by_workers = Arc::clone(&written);
    thread::spawn(move || {
        let of_worker = worker.clone();
        thread::spawn(move || {
            thread::sleep(HEAD_START);
            by_workers.store(1, Relaxed);
            drop(of_worker);
        });
        drop(worker);
    });
    all_done.await;
    assert_eq!(written.load(Relaxed), 1);
}

async fn a_wait_after_a_dropped_one_ends() {
    let (worker, mut all_done) = WaitGroup::default().into_pair();
    assert_eq!(poll!(all_done.wait()), Poll::Pending);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(worker);
    });
    all_done.wait().await;
}

async fn a_group_that_is_done_stays_done() {
    let (worker, mut all_done) = WaitGroup::default().into_pair();
    drop(worker);
    all_done.wait().await;
    all_done.wait().await;
}

async fn workers_outlive_the_waiter() {
    let (worker, mut all_done) = WaitGroup::default().into_pair();
    assert_eq!(poll!(all_done.wait()), Poll::Pending);
    drop(all_done);
    let clone = worker.clone();
    drop(worker);
    assert!(!clone.is_done());
}
