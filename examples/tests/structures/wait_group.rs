//! Tests of the wait group, on each executor.

use crate::race::{at_once, rounds};
use crate::support::on_each_executor;
use futures::{future::poll_fn, poll};
use spmc_waker_examples::wait_group::{AllDone, Group, WaitGroup, Worker};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    task::Poll,
    thread,
    time::Duration,
};

on_each_executor!(
    the_last_worker_of_a_closed_group_ends_the_wait,
    an_open_group_is_not_done_without_workers,
    a_close_without_workers_ends_the_wait,
    a_drop_during_the_wait_ends_it,
    a_drop_as_the_wait_begins_ends_it,
    a_close_as_the_wait_begins_ends_it,
    the_last_handle_closes_the_group,
    a_closed_group_refuses_newcomers,
    a_newcomer_during_the_close_is_refused_or_waited_for,
    what_workers_wrote_is_visible_after_the_wait,
    a_worker_that_panics_ends_the_wait,
    workers_of_workers_are_waited_for,
    a_wait_after_a_dropped_one_ends,
    a_group_that_is_done_stays_done,
    workers_outlive_the_waiter,
);

const HEAD_START: Duration = Duration::from_millis(5);

async fn the_last_worker_of_a_closed_group_ends_the_wait() {
    let (group, mut all_done) = WaitGroup::default().into_pair();
    let workers = [(); 3].map(|()| worker_of(&group));
    assert!(!group.close(), "the group has workers");
    for worker in workers {
        assert!(!group.is_done() && !all_done.is_done());
        assert_eq!(poll!(all_done.wait()), Poll::Pending);
        drop(worker);
    }
    assert!(group.is_done() && all_done.is_done());
    poll_fn(|cx| all_done.poll_wait(cx)).await;
    all_done.await;
}

async fn an_open_group_is_not_done_without_workers() {
    let (group, mut all_done) = WaitGroup::default().into_pair();
    assert_eq!(poll!(all_done.wait()), Poll::Pending);
    drop(worker_of(&group));
    assert!(!group.is_done());
    assert_eq!(poll!(all_done.wait()), Poll::Pending);
}

async fn a_close_without_workers_ends_the_wait() {
    let (group, all_done) = WaitGroup::default().into_pair();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        assert!(group.close(), "the group has no workers");
    });
    all_done.await;
}

async fn a_drop_during_the_wait_ends_it() {
    let (worker, mut all_done) = closed_group_of_one();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(worker);
    });
    all_done.wait().await;
    assert!(all_done.is_done());
}

/// embassy#7015: the last worker is dropped between the check and the registration.
async fn a_drop_as_the_wait_begins_ends_it() {
    for round in rounds() {
        let (worker, mut all_done) = closed_group_of_one();
        let working = at_once(round, move || drop(worker));
        all_done.wait().await;
        assert!(all_done.is_done());
        working.join().expect("the drop panicked");
    }
}

async fn a_close_as_the_wait_begins_ends_it() {
    for round in rounds() {
        let (group, all_done) = WaitGroup::default().into_pair();
        let closing = at_once(round, move || group.close());
        all_done.await;
        assert!(closing.join().expect("the close panicked"));
    }
}

async fn the_last_handle_closes_the_group() {
    let (group, mut all_done) = WaitGroup::default().into_pair();
    let worker = worker_of(&group);
    drop(group);
    assert_eq!(poll!(all_done.wait()), Poll::Pending);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(worker);
    });
    all_done.await;
}

async fn a_closed_group_refuses_newcomers() {
    let (group, all_done) = WaitGroup::default().into_pair();
    let worker = worker_of(&group);
    group.close();
    assert!(
        group.enter().is_none(),
        "the group is closed, and one worker is left"
    );
    drop(worker);
    assert!(
        group.enter().is_none(),
        "the group is closed, and no worker is left"
    );
    all_done.await;
    assert!(group.is_done() && group.enter().is_none());
}

/// `examples/tests/loom.rs` does the same in every interleaving.
async fn a_newcomer_during_the_close_is_refused_or_waited_for() {
    for round in rounds() {
        let (group, mut all_done) = WaitGroup::default().into_pair();
        let is_over = Arc::new(AtomicBool::new(false));
        let (newcomer, is_over_for_it) = (group.clone(), Arc::clone(&is_over));
        let working = at_once(round, move || {
            let worker = newcomer.enter();
            assert!(worker.is_none() || !is_over_for_it.load(Relaxed));
        });
        group.close();
        all_done.wait().await;
        is_over.store(true, Relaxed);
        working.join().expect("no worker is left after the wait");
    }
}

async fn what_workers_wrote_is_visible_after_the_wait() {
    const WORKERS: usize = 4;

    for _ in 0..50 {
        let (group, all_done) = WaitGroup::default().into_pair();
        let written = Arc::new(AtomicUsize::new(0));
        for _ in 0..WORKERS {
            let (worker, written) = (worker_of(&group), Arc::clone(&written));
            thread::spawn(move || {
                written.fetch_add(1, Relaxed);
                drop(worker);
            });
        }
        group.close();
        all_done.await;
        assert_eq!(written.load(Relaxed), WORKERS);
    }
}

/// tokio#2854: one way to end did not wake.
async fn a_worker_that_panics_ends_the_wait() {
    let (worker, all_done) = closed_group_of_one();
    let working = thread::spawn(move || {
        let _worker = worker;
        thread::sleep(HEAD_START);
        // Unlike `panic!`, this prints no message.
        std::panic::resume_unwind(Box::new("gives up"));
    });
    all_done.await;
    assert!(working.join().is_err());
}

async fn workers_of_workers_are_waited_for() {
    let (group, all_done) = WaitGroup::default().into_pair();
    let worker = worker_of(&group);
    let written = Arc::new(AtomicUsize::new(0));
    let by_workers = Arc::clone(&written);
    thread::spawn(move || {
        let of_worker = worker_of(&group);
        thread::spawn(move || {
            thread::sleep(HEAD_START);
            by_workers.store(1, Relaxed);
            drop(of_worker);
        });
        group.close();
        drop(worker);
    });
    all_done.await;
    assert_eq!(written.load(Relaxed), 1);
}

async fn a_wait_after_a_dropped_one_ends() {
    let (worker, mut all_done) = closed_group_of_one();
    assert_eq!(poll!(all_done.wait()), Poll::Pending);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(worker);
    });
    all_done.wait().await;
}

async fn a_group_that_is_done_stays_done() {
    let (group, mut all_done) = WaitGroup::default().into_pair();
    group.close();
    all_done.wait().await;
    assert!(group.close());
    all_done.wait().await;
}

async fn workers_outlive_the_waiter() {
    let (group, mut all_done) = WaitGroup::default().into_pair();
    let worker = worker_of(&group);
    assert_eq!(poll!(all_done.wait()), Poll::Pending);
    drop(all_done);
    assert!(!group.close());
    drop(worker);
    assert!(group.is_done());
}

fn worker_of(group: &Group) -> Worker {
    group.enter().expect("the group is open")
}

fn closed_group_of_one() -> (Worker, AllDone) {
    let (group, all_done) = WaitGroup::default().into_pair();
    let worker = worker_of(&group);
    assert!(!group.close(), "the group has a worker");
    (worker, all_done)
}
