//! A registration is consumed once: by a wake, a take, or the registering side.

use crate::waker::{tasks, wake};
use spmc_waker_tests::{
    facade::{Racer, race},
    raw::split,
};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

tests! {
    all_modes:
        two_wakes_consume_a_registration_once
        three_wakes_consume_a_registration_once
        take_or_wake_consumes_a_registration_once
        unregister_or_wake_consumes_a_registration_once
        unregister_or_wake_consumes_a_registration_by_value_once
        replaced_registrations_are_consumed_once
        registrations_of_one_task_are_each_consumed_once
}

fn two_wakes_consume_a_registration_once<const SYNC: bool, const CACHED: bool>() {
    wakes::<SYNC, CACHED>(2);
}

fn three_wakes_consume_a_registration_once<const SYNC: bool, const CACHED: bool>() {
    wakes::<SYNC, CACHED>(3);
}

/// Only one of several wakes wakes the task.
fn wakes<const SYNC: bool, const CACHED: bool>(count: usize) {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task] = tasks();
    side.register(&task.waker());
    race((0..count).map(|_| wake(&waking)), || {});
    assert_eq!(task.wakes(), 1);
    assert!(!waking.has_waker_registered());
    drop((side, waking));
    assert_eq!(task.owners(), 1);
}

/// Only one of two takes and a wake gets the waker.
fn take_or_wake_consumes_a_registration_once<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task] = tasks();
    side.register(&task.waker());
    // Not loom's, because it is read only at the end.
    let taken = Arc::new(AtomicUsize::new(0));
    let take = || -> Racer {
        let (waking, taken) = (waking.clone(), taken.clone());
        Box::new(move || {
            taken.fetch_add(waking.take().iter().len(), Relaxed);
        })
    };
    race([take(), take()], || waking.wake());
    assert_eq!(task.wakes() + taken.load(Relaxed), 1);
    drop((side, waking));
    assert_eq!(task.owners(), 1);
}

/// Either `unregister` removes the registration, or a wake consumes it.
fn unregister_or_wake_consumes_a_registration_once<const SYNC: bool, const CACHED: bool>() {
    unregister_last::<SYNC, CACHED, 1>();
}

fn unregister_or_wake_consumes_a_registration_by_value_once<
    const SYNC: bool,
    const CACHED: bool,
>() {
    unregister_last::<SYNC, CACHED, 2>();
}

fn unregister_last<const SYNC: bool, const CACHED: bool, const N: usize>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let tasks = tasks::<N>();
    for task in &tasks {
        side.register(&task.waker());
    }
    let removed = race([wake(&waking), wake(&waking)], || side.unregister());
    assert_eq!(tasks[N - 1].wakes(), usize::from(!removed));
    waking.wake();
    assert_eq!(tasks[N - 1].wakes(), usize::from(!removed));
    drop((side, waking));
    assert!(tasks.iter().all(|task| task.owners() == 1));
}

/// Of two wakes, one may consume the old registration, and the other the new one.
///
/// Without `SYNC`, both may consume nothing: a wake that finds the old registration replaced relies on the
/// registering side to check the condition again. With `SYNC`, a wake tries once more.
fn replaced_registrations_are_consumed_once<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [old, new] = tasks();
    side.register(&old.waker());
    race([wake(&waking), wake(&waking)], || {
        side.register(&new.waker())
    });
    assert!(old.wakes() <= 1);
    assert!(new.wakes() <= 1);
    assert!(old.wakes() + new.wakes() >= usize::from(SYNC));
    waking.wake();
    assert_eq!(new.wakes(), 1);
    drop((side, waking));
    assert_eq!(old.owners() + new.owners(), 2);
}

/// A wake consumes one of several registrations of the same task.
fn registrations_of_one_task_are_each_consumed_once<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task] = tasks();
    race([wake(&waking), wake(&waking)], || {
        side.register(&task.waker());
        side.register(&task.waker());
    });
    let wakes = task.wakes();
    assert!(wakes <= 2);
    // If no wake consumed the second registration, it is still there.
    let left = waking.has_waker_registered();
    assert!(left || wakes >= 1);
    waking.wake();
    assert_eq!(task.wakes(), wakes + usize::from(left));
    drop((side, waking));
    assert_eq!(task.owners(), 1);
}
