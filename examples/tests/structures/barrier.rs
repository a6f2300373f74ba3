//! Tests of the barrier, on each executor.

use crate::race::{at_once, rounds};
use crate::support::on_each_executor;
use futures::{executor::block_on, pin_mut, poll};
use spmc_waker_examples::barrier::Barrier;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::Poll,
    thread,
};

on_each_executor!(
    a_barrier_of_one_opens_at_once,
    the_last_one_opens_it_and_leads,
    what_came_before_is_visible_after_it,
    rounds_follow_each_other,
    a_wait_that_is_given_up_does_not_count,
    a_wait_that_is_given_up_as_the_last_one_comes_counts_or_not,
);

async fn a_barrier_of_one_opens_at_once() {
    for size in [0, 1] {
        let barrier = Barrier::new(size);
        for _ in 0..3 {
            assert!(barrier.wait().await.is_leader());
        }
    }
}

async fn the_last_one_opens_it_and_leads() {
    let barrier = Barrier::new(3);
    let (first, second) = (barrier.wait(), barrier.wait());
    pin_mut!(first, second);
    assert_eq!(poll!(first.as_mut()), Poll::Pending);
    assert_eq!(poll!(second.as_mut()), Poll::Pending);
    assert!(barrier.wait().await.is_leader());
    assert!(!first.await.is_leader() && !second.await.is_leader());
}

async fn what_came_before_is_visible_after_it() {
    let (barrier, written) = (Barrier::new(2), Arc::new(AtomicUsize::new(0)));
    for round in rounds() {
        let (other, writing) = (barrier.clone(), Arc::clone(&written));
        let thread = at_once(round, move || {
            writing.store(round, Relaxed);
            block_on(other.wait()).is_leader()
        });
        let is_leader = barrier.wait().await.is_leader();
        assert_eq!(written.load(Relaxed), round);
        assert_ne!(is_leader, thread.join().expect("the other panicked"));
    }
}

async fn rounds_follow_each_other() {
    const TASKS: usize = 5;
    const ROUNDS: usize = 100;
    let barrier = Barrier::new(TASKS);
    let (come, led) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let tasks: Vec<_> = (0..TASKS)
        .map(|task| {
            let (barrier, come, led) = (barrier.clone(), Arc::clone(&come), Arc::clone(&led));
            let work = async move {
                for round in 1..=ROUNDS {
                    come.fetch_add(1, Relaxed);
                    let result = match task {
                        0 => barrier.blocking_wait(),
                        _ => barrier.wait().await,
                    };
                    assert!(come.load(Relaxed) >= round * TASKS, "all have come");
                    led.fetch_add(usize::from(result.is_leader()), Relaxed);
                }
            };
            thread::spawn(|| block_on(work))
        })
        .collect();
    for task in tasks {
        task.join().expect("a task panicked");
    }
    assert_eq!(led.load(Relaxed), ROUNDS);
}

async fn a_wait_that_is_given_up_does_not_count() {
    let barrier = Barrier::new(2);
    {
        let given_up = barrier.wait();
        pin_mut!(given_up);
        assert_eq!(poll!(given_up), Poll::Pending);
    }
    let wait = barrier.wait();
    pin_mut!(wait);
    assert_eq!(poll!(wait.as_mut()), Poll::Pending);
    assert!(barrier.wait().await.is_leader());
    assert!(!wait.await.is_leader());
}

async fn a_wait_that_is_given_up_as_the_last_one_comes_counts_or_not() {
    for round in rounds() {
        let barrier = Barrier::new(2);
        let mut given_up = Box::pin(barrier.wait());
        assert_eq!(poll!(given_up.as_mut()), Poll::Pending);
        let other = barrier.clone();
        let last = at_once(round, move || block_on(other.wait()));
        drop(given_up);
        // If that did not count, the other one waits for one of these.
        while !last.is_finished() {
            let _ = poll!(Box::pin(barrier.wait()));
            thread::yield_now();
        }
        last.join().expect("the last one panicked");
        // All who have come and are not gone were let through.
        let mut wait = Box::pin(barrier.wait());
        assert_eq!(poll!(&mut wait), Poll::Pending);
        assert!(barrier.wait().await.is_leader());
        assert!(!wait.await.is_leader());
    }
}
