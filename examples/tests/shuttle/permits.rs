//! Semaphore, barrier and wait group.

use crate::task;
use spmc_waker_examples::{barrier::Barrier, semaphore::Semaphore, wait_group::WaitGroup};
use spmc_waker_tests::{
    facade::{AtomicUsize, block_on, model, race, thread::yield_now},
    random::{again, below, coin, maybe},
};
use std::sync::{
    Arc,
    atomic::Ordering::{Relaxed, SeqCst},
};

#[test]
fn six_tasks_that_give_up_never_have_more_permits_than_there_are() {
    model(|| {
        let (semaphore, in_use) = (Semaphore::new(2), Arc::new(AtomicUsize::new(0)));
        let tasks = [1, 1, 1, 1, 2, 2].map(|count| {
            let (semaphore, in_use) = (semaphore.clone(), Arc::clone(&in_use));
            task(move || {
                for _ in 0..2 {
                    let permit = match count {
                        1 => again(async || semaphore.acquire().await),
                        _ => again(async || semaphore.acquire_many(count).await),
                    };
                    assert!(permit.is_ok(), "nobody closes it");
                    assert!(in_use.fetch_add(count, SeqCst) + count <= 2);
                    yield_now();
                    in_use.fetch_sub(count, SeqCst);
                }
            })
        });
        race(tasks, || ());
        assert_eq!(semaphore.available_permits(), 2);
    });
}

#[test]
fn each_permit_that_is_added_reaches_one_of_the_tasks_that_stay() {
    model(|| {
        let semaphore = Semaphore::new(0);
        let mut tasks: Vec<_> = (0..5)
            .map(|number| {
                let semaphore = semaphore.clone();
                task(move || {
                    // The last three stay.
                    let permit = match number {
                        0 | 1 => maybe(semaphore.acquire()),
                        _ => Some(block_on(semaphore.acquire())),
                    };
                    // One who gets a permit before giving up leaves it to the others, or there would be too few.
                    match (number, permit) {
                        (2.., Some(permit)) => permit.expect("nobody closes it").forget(),
                        (_, permit) => drop(permit),
                    }
                })
            })
            .collect();
        for _ in 0..2 {
            let semaphore = semaphore.clone();
            tasks.push(task(move || semaphore.add_permits(1)));
        }
        race(tasks, || semaphore.add_permits(1));
        assert_eq!(semaphore.available_permits(), 0);
    });
}

#[test]
fn a_close_ends_every_wait_while_permits_are_released() {
    model(|| {
        let semaphore = Semaphore::new(1);
        let tasks = [(); 5].map(|()| {
            let semaphore = semaphore.clone();
            task(move || {
                while let Ok(permit) = again(async || semaphore.acquire().await) {
                    yield_now();
                    drop(permit);
                }
            })
        });
        race(tasks, || semaphore.close());
        assert_eq!(semaphore.available_permits(), 1);
    });
}

#[test]
fn each_round_of_a_barrier_has_one_leader() {
    const TASKS: usize = 4;
    const ROUNDS: usize = 3;
    model(|| {
        let (barrier, leaders) = (Barrier::new(TASKS), Arc::new(AtomicUsize::new(0)));
        let tasks = [(); TASKS].map(|()| {
            let (barrier, leaders) = (barrier.clone(), Arc::clone(&leaders));
            task(move || {
                for round in 1..=ROUNDS {
                    let is_leader = if coin() {
                        block_on(barrier.wait()).is_leader()
                    } else {
                        barrier.blocking_wait().is_leader()
                    };
                    let before = leaders.fetch_add(usize::from(is_leader), Relaxed);
                    assert!(before <= round, "a leader of a round that is not over");
                }
            })
        });
        race(tasks, || ());
        assert_eq!(leaders.load(Relaxed), ROUNDS);
    });
}

#[test]
fn a_wait_group_waits_for_workers_that_come_until_the_close() {
    model(|| {
        let (group, mut all_done) = WaitGroup::default().into_pair();
        let inside = Arc::new(AtomicUsize::new(0));
        let mut tasks: Vec<_> = (0..4)
            .map(|_| {
                let (group, inside) = (group.clone(), Arc::clone(&inside));
                let rounds = below(3);
                task(move || {
                    for _ in 0..rounds {
                        // Counted before it enters, and not after it has left.
                        inside.fetch_add(1, SeqCst);
                        let worker = group.enter();
                        if worker.is_none() {
                            inside.fetch_sub(1, SeqCst);
                            return;
                        }
                        yield_now();
                        inside.fetch_sub(1, SeqCst);
                        drop(worker);
                    }
                })
            })
            .collect();
        tasks.push(task(move || {
            group.close();
        }));
        race(tasks, || {
            again(async || all_done.wait().await);
            assert!(all_done.is_done());
        });
        assert_eq!(inside.load(SeqCst), 0);
    });
}
