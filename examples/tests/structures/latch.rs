//! Tests of the latch, on each executor.

use crate::support::on_each_executor;
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

on_each_executor!(
    a_latch_without_workers_is_open,
    the_last_worker_opens_it,
    what_workers_wrote_is_visible_once_it_is_open,
    a_wait_after_a_dropped_one_ends,
    an_open_latch_stays_open,
);

async fn a_latch_without_workers_is_open() {
    let (_worker, all_done) = Latch::new(0).into_pair();
    assert!(all_done.is_open());
    all_done.await;
}

async fn the_last_worker_opens_it() {
    let (worker, mut all_done) = Latch::new(3).into_pair();
    for running in [2, 1] {
        assert!(!worker.done(), "this is not the last worker");
        assert_eq!((worker.running(), all_done.running()), (running, running));
        assert!(!all_done.is_open());
        assert_eq!(poll!(all_done.opened()), Poll::Pending);
    }
    assert!(worker.done(), "this is the last worker");
    assert!(all_done.is_open());
    poll_fn(|cx| all_done.poll_opened(cx)).await;
    all_done.await;
}

async fn what_workers_wrote_is_visible_once_it_is_open() {
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

async fn a_wait_after_a_dropped_one_ends() {
    let (worker, mut all_done) = Latch::new(1).into_pair();
    assert_eq!(poll!(all_done.opened()), Poll::Pending);
    thread::spawn(move || worker.done());
    all_done.opened().await;
}

async fn an_open_latch_stays_open() {
    let (worker, mut all_done) = Latch::new(1).into_pair();
    worker.done();
    for _ in 0..2 {
        all_done.opened().await;
        assert!(all_done.is_open());
    }
}
