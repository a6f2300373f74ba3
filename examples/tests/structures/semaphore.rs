//! Tests of the semaphore, on each executor.

use crate::race::{at_once, rounds};
use crate::support::on_each_executor;
use futures::{FutureExt as _, executor::block_on, poll};
use spmc_waker_examples::semaphore::{Closed, Semaphore, TryAcquireError};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::Poll,
    thread,
    time::Duration,
};

on_each_executor!(
    permits_are_taken_and_released,
    an_acquire_waits_for_a_release,
    a_release_as_the_wait_begins_ends_it,
    no_more_tasks_are_in_than_there_are_permits,
    an_acquire_that_is_given_up_strands_no_permit,
    one_that_waits_for_many_gets_them_together,
    many_permits_at_once_wake_all_who_can_use_them,
    a_close_ends_all_waits,
    permits_that_are_forgotten_are_gone,
    permits_are_merged_and_split,
    permits_of_two_semaphores_do_not_merge,
    an_owned_permit_outlives_the_handle,
    a_thread_waits_no_longer_than_it_says,
    too_many_permits_are_refused,
);

const HEAD_START: Duration = Duration::from_millis(5);

async fn permits_are_taken_and_released() {
    let semaphore = Semaphore::new(3);
    let one = semaphore.acquire().await.expect("it is open");
    let two = semaphore.try_acquire_many(2).expect("two are free");
    assert_eq!((one.num_permits(), two.num_permits()), (1, 2));
    assert_eq!(semaphore.available_permits(), 0);
    assert_eq!(
        semaphore.try_acquire().err(),
        Some(TryAcquireError::NoPermits)
    );
    drop(two);
    assert_eq!(semaphore.available_permits(), 2);
    assert!(semaphore.try_acquire_many(3).is_err());
    drop(one);
    assert_eq!(semaphore.available_permits(), 3);
    semaphore.add_permits(2);
    assert_eq!(
        semaphore
            .acquire_many(5)
            .await
            .map(|taken| taken.num_permits()),
        Ok(5)
    );
}

async fn an_acquire_waits_for_a_release() {
    let semaphore = Semaphore::new(1);
    let permit = semaphore.clone().try_acquire_owned().expect("one is free");
    let mut wait = Box::pin(semaphore.acquire());
    assert!(poll!(&mut wait).is_pending());
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(permit);
    });
    assert!(wait.await.is_ok());
}

async fn a_release_as_the_wait_begins_ends_it() {
    let semaphore = Semaphore::new(0);
    for round in rounds() {
        let other = semaphore.clone();
        let releasing = at_once(round, move || other.add_permits(1));
        semaphore.acquire().await.expect("it is open").forget();
        releasing.join().expect("the release panicked");
    }
}

async fn no_more_tasks_are_in_than_there_are_permits() {
    const PERMITS: usize = 3;
    let (semaphore, inside) = (Semaphore::new(PERMITS), Arc::new(AtomicUsize::new(0)));
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let (semaphore, inside) = (semaphore.clone(), Arc::clone(&inside));
            let work = async move {
                for round in 0..200 {
                    let count = 1 + usize::from((task + round) % 4 == 0);
                    let permit = match count {
                        1 => semaphore.acquire().await,
                        _ => semaphore.acquire_many(count).await,
                    };
                    let before = inside.fetch_add(count, Relaxed);
                    assert!(before + count <= PERMITS);
                    thread::yield_now();
                    inside.fetch_sub(count, Relaxed);
                    drop(permit);
                }
            };
            thread::spawn(|| block_on(work))
        })
        .collect();
    for task in tasks {
        task.join().expect("a task panicked");
    }
    assert_eq!(semaphore.available_permits(), PERMITS);
}

/// A task that was woken for the permit goes without taking it. The other one gets it.
async fn an_acquire_that_is_given_up_strands_no_permit() {
    for round in rounds() {
        let semaphore = Semaphore::new(0);
        let mut given_up = Box::pin(semaphore.acquire());
        assert!(poll!(&mut given_up).is_pending());
        let other = semaphore.clone();
        let waiting = thread::spawn(move || block_on(other.acquire()).map(drop));
        let other = semaphore.clone();
        let releasing = at_once(round, move || other.add_permits(1));
        drop(given_up);
        releasing.join().expect("the release panicked");
        assert_eq!(waiting.join().expect("the task panicked"), Ok(()));
    }
    // The same for single releases, each of which wakes one.
    let semaphore = Semaphore::new(1);
    let permit = semaphore.try_acquire().expect("one is free");
    let mut waits = [0, 1].map(|_| Box::pin(semaphore.acquire()));
    for wait in &mut waits {
        assert!(poll!(wait).is_pending());
    }
    drop(permit);
    let [first, second] = waits;
    drop(second);
    assert!(first.await.is_ok());
}

async fn one_that_waits_for_many_gets_them_together() {
    let semaphore = Semaphore::new(0);
    let mut wait = Box::pin(semaphore.acquire_many(3));
    for _ in 0..2 {
        assert!(poll!(&mut wait).is_pending());
        semaphore.add_permits(1);
    }
    assert!(poll!(&mut wait).is_pending());
    assert_eq!(semaphore.available_permits(), 2, "it keeps nothing back");
    let other = semaphore.clone();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        other.add_permits(1);
    });
    assert_eq!(wait.await.map(|taken| taken.num_permits()), Ok(3));
}

async fn many_permits_at_once_wake_all_who_can_use_them() {
    let semaphore = Semaphore::new(4);
    let permits = semaphore.try_acquire_many(4).expect("four are free");
    let waiting: Vec<_> = (0..4)
        .map(|_| {
            let semaphore = semaphore.clone();
            thread::spawn(move || block_on(semaphore.acquire()).map(|permit| permit.forget()))
        })
        .collect();
    thread::sleep(HEAD_START);
    drop(permits);
    for thread in waiting {
        assert_eq!(thread.join().expect("a task panicked"), Ok(()));
    }
    assert_eq!(semaphore.available_permits(), 0);
}

async fn a_close_ends_all_waits() {
    let semaphore = Semaphore::new(1);
    let permit = semaphore.try_acquire().expect("one is free");
    let waiting = [1, 1, 2].map(|count| {
        let semaphore = semaphore.clone();
        thread::spawn(move || match count {
            1 => block_on(semaphore.acquire()).err(),
            _ => block_on(semaphore.acquire_many(count)).err(),
        })
    });
    thread::sleep(HEAD_START);
    assert!(!semaphore.is_closed());
    semaphore.close();
    for thread in waiting {
        assert_eq!(thread.join().expect("a task panicked"), Some(Closed));
    }
    drop(permit);
    assert!(semaphore.is_closed());
    assert_eq!(semaphore.try_acquire().err(), Some(TryAcquireError::Closed));
    assert_eq!(semaphore.acquire().await.err(), Some(Closed));
}

async fn permits_that_are_forgotten_are_gone() {
    let semaphore = Semaphore::new(5);
    semaphore.try_acquire().expect("one is free").forget();
    assert_eq!(semaphore.available_permits(), 4);
    assert_eq!(semaphore.forget_permits(3), 3);
    assert_eq!(semaphore.forget_permits(3), 1);
    assert_eq!(semaphore.forget_permits(3), 0);
}

async fn permits_are_merged_and_split() {
    let semaphore = Semaphore::new(5);
    let mut permit = semaphore.try_acquire_many(3).expect("three are free");
    let two = permit.split(2).expect("there are three");
    assert!(permit.split(2).is_none());
    assert_eq!(
        permit.num_permits(),
        1,
        "a split that fails changes nothing"
    );
    permit.merge(semaphore.try_acquire().expect("one is free"));
    drop(two);
    assert_eq!(
        (permit.num_permits(), semaphore.available_permits()),
        (2, 3)
    );
    drop(permit);
    assert_eq!(semaphore.available_permits(), 5);
}

async fn permits_of_two_semaphores_do_not_merge() {
    let (one, other) = (Semaphore::new(1), Semaphore::new(1));
    let merging = async {
        let (one, other) = (one.clone(), other.clone());
        let mut permit = one.try_acquire_owned().expect("one is free");
        permit.merge(other.try_acquire_owned().expect("one is free"));
    };
    let merged = std::panic::AssertUnwindSafe(merging).catch_unwind().await;
    assert!(merged.is_err());
    assert_eq!((one.available_permits(), other.available_permits()), (1, 1));
}

async fn an_owned_permit_outlives_the_handle() {
    let semaphore = Semaphore::new(1);
    let permit = semaphore.clone().acquire_owned().await.expect("it is open");
    let weak = semaphore.clone();
    drop(semaphore);
    assert_eq!(weak.available_permits(), 0);
    drop(permit);
    let many = weak.clone().acquire_many_owned(1).await;
    assert_eq!(many.map(|permit| permit.num_permits()), Ok(1));
    assert_eq!(weak.available_permits(), 1);
}

async fn a_thread_waits_no_longer_than_it_says() {
    let semaphore = Semaphore::new(1);
    let permit = semaphore.clone().try_acquire_owned().expect("one is free");
    let timed_out = semaphore.acquire_timeout(Duration::from_millis(1));
    assert_eq!(timed_out.err(), Some(TryAcquireError::NoPermits));
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(permit);
    });
    assert!(semaphore.blocking_acquire().is_ok());
    assert_eq!(
        poll!(Box::pin(semaphore.acquire())).map(|taken| taken.is_ok()),
        Poll::Ready(true)
    );
}

async fn too_many_permits_are_refused() {
    let semaphore = Semaphore::new(Semaphore::MAX_PERMITS);
    let adding = std::panic::AssertUnwindSafe(|| semaphore.add_permits(1));
    assert!(std::panic::catch_unwind(adding).is_err());
    assert_eq!(semaphore.available_permits(), Semaphore::MAX_PERMITS);
}
