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
    without_workers,
    ends_with_the_last_worker,
    ends_during_the_wait,
    ends_as_the_wait_begins,
    shows_what_workers_wrote,
    ends_although_a_worker_panics,
    workers_of_workers,
    dropped_wait,
    waited_for_again,
    dropped_before_the_workers,
);

const HEAD_START: Duration = Duration::from_millis(5);

async fn without_workers() {
    WaitGroup::new().wait().await;
}

async fn ends_with_the_last_worker() {
    let group = WaitGroup::new();
    let workers = [group.worker(), group.worker(), group.worker()];
    let mut all_done = group.wait();
    for worker in workers {
        assert!(!all_done.is_done());
        assert_eq!(poll!(all_done.wait()), Poll::Pending);
        drop(worker);
    }
    assert!(all_done.is_done());
    poll_fn(|cx| all_done.poll_wait(cx)).await;
    all_done.await;
}

async fn ends_during_the_wait() {
    let group = WaitGroup::new();
    let worker = group.worker();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(worker);
    });
    group.wait().await;
}

/// embassy#7015: the last one ends between the check and the registration.
async fn ends_as_the_wait_begins() {
    for round in rounds() {
        let group = WaitGroup::new();
        let worker = group.worker();
        let all_done = group.wait();
        let working = at_once(round, move || drop(worker));
        all_done.await;
        working.join().expect("the drop panicked");
    }
}

async fn shows_what_workers_wrote() {
    const WORKERS: usize = 4;

    for _ in 0..50 {
        let group = WaitGroup::new();
        let written = Arc::new(AtomicUsize::new(0));
        for _ in 0..WORKERS {
            let (worker, written) = (group.worker(), Arc::clone(&written));
            thread::spawn(move || {
                written.fetch_add(1, Relaxed);
                drop(worker);
            });
        }
        group.wait().await;
        assert_eq!(written.load(Relaxed), WORKERS);
    }
}

/// tokio#2854: a way out that does not wake.
async fn ends_although_a_worker_panics() {
    let group = WaitGroup::new();
    let worker = group.worker();
    let working = thread::spawn(move || {
        let _worker = worker;
        thread::sleep(HEAD_START);
        // Without the message of a panic.
        std::panic::resume_unwind(Box::new("gives up"));
    });
    group.wait().await;
    assert!(working.join().is_err());
}

async fn workers_of_workers() {
    let group = WaitGroup::new();
    let (worker, written) = (group.worker(), Arc::new(AtomicUsize::new(0)));
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
    group.wait().await;
    assert_eq!(written.load(Relaxed), 1);
}

async fn dropped_wait() {
    let group = WaitGroup::new();
    let worker = group.worker();
    let mut all_done = group.wait();
    assert_eq!(poll!(all_done.wait()), Poll::Pending);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(worker);
    });
    all_done.wait().await;
}

async fn waited_for_again() {
    let mut all_done = WaitGroup::default().wait();
    all_done.wait().await;
    all_done.wait().await;
}

async fn dropped_before_the_workers() {
    let group = WaitGroup::new();
    let worker = group.worker();
    let mut all_done = group.wait();
    assert_eq!(poll!(all_done.wait()), Poll::Pending);
    drop(all_done);
    drop(worker);
}
