//! The latch, on each executor.

#![forbid(unsafe_code)]

mod support;

use futures::{future::poll_fn, poll};
use spmc_waker_examples::latch::Latch;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::Poll,
    thread,
};
use support::on_each_executor;

on_each_executor!(
    without_workers,
    opens_with_the_last_worker,
    shows_what_workers_wrote,
    dropped_wait,
    waited_for_again,
);

async fn without_workers() {
    let (_worker, all_done) = Latch::new(0).into_pair();
    all_done.await;
}

async fn opens_with_the_last_worker() {
    let (worker, mut all_done) = Latch::new(3).into_pair();
    for running in [2, 1] {
        worker.done();
        assert_eq!((worker.running(), all_done.running()), (running, running));
        assert!(!all_done.is_open());
        assert_eq!(poll!(all_done.opened()), Poll::Pending);
    }
    worker.done();
    assert!(all_done.is_open());
    poll_fn(|cx| all_done.poll_opened(cx)).await;
    all_done.await;
}

async fn shows_what_workers_wrote() {
    const ROUNDS: usize = 50;
    const WORKERS: usize = 4;

    for _ in 0..ROUNDS {
        let (worker, all_done) = Latch::new(WORKERS).into_pair();
        let written = Arc::new(AtomicUsize::new(0));
        for _ in 0..WORKERS {
            let (worker, written) = (worker.clone(), Arc::clone(&written));
            thread::spawn(move || {
                written.fetch_add(1, Relaxed);
                worker.done();
            });
        }
        all_done.await;
        assert_eq!(written.load(Relaxed), WORKERS);
    }
}

async fn dropped_wait() {
    let (worker, mut all_done) = Latch::new(1).into_pair();
    assert_eq!(poll!(all_done.opened()), Poll::Pending);
    thread::spawn(move || worker.done());
    all_done.opened().await;
}

async fn waited_for_again() {
    let (worker, mut all_done) = Latch::new(1).into_pair();
    worker.done();
    all_done.opened().await;
    all_done.opened().await;
}
