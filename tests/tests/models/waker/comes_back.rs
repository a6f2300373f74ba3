//! A wake comes back from a waker that was cleared in the meantime. It drops the waker, or another call does.

use crate::waker::{tasks, wake};
use spmc_waker_tests::{
    facade::{Racer, join, thread},
    raw::{Event, RegisteringSide, Task, WakingSide, split},
};
use std::sync::{Arc, Mutex};

tests! {
    cached_modes:
        to_other_wakes_and_the_waker_is_freed
        to_other_wakes_by_value_and_the_waker_is_freed
        to_registered_tasks_and_wakes_them
        to_unregistered_tasks_and_leaks_nothing
}

/// The wake that comes back, another wake, or a registration drops the cleared waker.
fn to_other_wakes_and_the_waker_is_freed<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [task, other] = tasks();
    let probes = [&task, &other].map(|task| task.probe());
    let racers = [wake(&waking)];
    let clear = |side: &mut RegisteringSide<SYNC, CACHED>| side.clear();
    let side = as_a_wake_comes_back(side, &waking, task, racers, clear, move |side| {
        side.register(&other.waker());
        side.register(&other.waker());
    });
    // If the other task is still registered, this wake drops the cleared waker at the latest.
    waking.wake();
    assert_eq!(probes[0].owners(), 0);
    drop((side, waking));
    assert_eq!(probes[1].owners(), 0);
}

/// The same, but the other wake may consume a registration by value, and a third task replaces that registration.
fn to_other_wakes_by_value_and_the_waker_is_freed<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [task, second, third] = tasks();
    let probes = [&task, &second, &third].map(|task| task.probe());
    let racers = [wake(&waking)];
    let inside = move |side: &mut RegisteringSide<SYNC, CACHED>| {
        side.clear();
        side.register(&second.waker());
    };
    let side = as_a_wake_comes_back(side, &waking, task, racers, inside, move |side| {
        side.register(&third.waker());
    });
    waking.wake();
    assert_eq!(probes[2].wakes(), 1);
    assert!(probes[..2].iter().all(|probe| probe.owners() == 0));
    drop((side, waking));
    assert_eq!(probes[2].owners(), 0);
}

/// Another task has registered when the wake comes back from the cleared waker. That wake, or another one, wakes
/// this task, and the cleared waker is dropped.
fn to_registered_tasks_and_wakes_them<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [task, other] = tasks();
    let probes = [&task, &other].map(|task| task.probe());
    let racers = [wake(&waking)];
    let clear_and_register = move |side: &mut RegisteringSide<SYNC, CACHED>| {
        side.clear();
        side.register(&other.waker());
    };
    let side = as_a_wake_comes_back(side, &waking, task, racers, clear_and_register, |_| {});
    assert_eq!(probes[1].wakes(), 1);
    // No further wake is needed.
    assert!(probes.iter().all(|probe| probe.owners() == 0));
    drop((side, waking));
}

/// The same, while the other task unregisters.
fn to_unregistered_tasks_and_leaks_nothing<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [task, other] = tasks();
    let probes = [&task, &other].map(|task| task.probe());
    let clear_and_register = move |side: &mut RegisteringSide<SYNC, CACHED>| {
        side.clear();
        side.register(&other.waker());
    };
    let side = as_a_wake_comes_back(side, &waking, task, [], clear_and_register, |side| {
        side.unregister();
    });
    assert!(probes.iter().all(|probe| probe.owners() == 0));
    drop((side, waking));
}

/// Wakes a task and acts on the registering side inside that wake. While the wake comes back, another thread goes
/// on with that side, and the racers run.
fn as_a_wake_comes_back<const SYNC: bool, const CACHED: bool>(
    mut side: RegisteringSide<SYNC, CACHED>,
    waking: &WakingSide<SYNC, CACHED>,
    task: Task,
    racers: impl IntoIterator<Item = Racer> + Send + 'static,
    inside: impl FnOnce(&mut RegisteringSide<SYNC, CACHED>) + Send + 'static,
    go_on: impl FnOnce(&mut RegisteringSide<SYNC, CACHED>) + Send + 'static,
) -> RegisteringSide<SYNC, CACHED> {
    let shared_side = Arc::new(Mutex::new(None));
    let threads = Arc::new(Mutex::new(None));
    let (inner_side, inner_threads) = (shared_side.clone(), threads.clone());
    task.on(Event::Wake, move || {
        let mut side = inner_side
            .lock()
            .unwrap()
            .take()
            .expect("no other hook has taken it");
        inside(&mut side);
        let going_on = thread::spawn(move || {
            go_on(&mut side);
            side
        });
        let racers: Vec<_> = racers.into_iter().map(thread::spawn).collect();
        *inner_threads.lock().unwrap() = Some((going_on, racers));
    });
    side.register(&task.waker());
    *shared_side.lock().unwrap() = Some(side);
    drop(task);
    waking.wake();
    let threads = threads.lock().unwrap().take();
    let (going_on, racers) = threads.expect("the wake has run its hook");
    for racer in racers {
        join(racer);
    }
    join(going_on)
}
