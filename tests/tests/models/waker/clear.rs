//! `clear` while a wake is inside the cached waker. Then another call drops the waker: once, and soon.

use crate::waker::{SharedSide, inside_wake, tasks, wake};
use spmc_waker_tests::{
    facade::{join, race, thread},
    raw::{RegisteringSide, Task, WakingSide, split},
};
use std::sync::{Arc, Mutex};

tests! {
    cached_modes:
        next_wake_frees_the_waker
        next_registration_frees_the_waker
        next_drop_frees_the_waker
        two_wakes_free_the_waker_once
        twice_cleared_a_waker_is_freed_once
        then_registering_wakes_the_new_task
        then_registering_twice_wakes_the_last_task
        freed_or_replaced_a_waker_is_dropped_once
        freed_or_cleared_a_waker_is_dropped_once
        freed_by_a_wake_by_value_a_waker_is_dropped_once
        aba_frees_both_wakers
        aba_of_a_waker_in_use_frees_both
}

/// Either `clear` drops the waker, or the next wake does.
fn next_wake_frees_the_waker<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task] = tasks();
    side.register(&task.waker());
    race([wake(&waking)], || side.clear());
    waking.wake();
    assert!(task.wakes() <= 1);
    assert_eq!(task.owners(), 1);
}

/// Either `clear` drops the waker, or the next registration does.
fn next_registration_frees_the_waker<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task, other] = tasks();
    side.register(&task.waker());
    race([wake(&waking)], || side.clear());
    side.register(&other.waker());
    assert_eq!(task.owners(), 1);
    waking.wake();
    assert_eq!(other.wakes(), 1);
}

/// Either `clear` drops the waker, or the drop of the `SpmcWaker` does.
fn next_drop_frees_the_waker<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task] = tasks();
    side.register(&task.waker());
    race([wake(&waking)], || side.clear());
    drop((side, waking));
    assert_eq!(task.owners(), 1);
}

/// One wake is inside the waker, and another tries to drop it.
fn two_wakes_free_the_waker_once<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task] = tasks();
    let probe = task.probe();
    side.register(&task.waker());
    drop(task);
    race([wake(&waking), wake(&waking)], || side.clear());
    waking.wake();
    assert!(probe.wakes() <= 1);
    assert_eq!(probe.owners(), 0);
}

/// A second `clear` finds the waker still in use, free, or dropped by another wake. In the last case, it must not
/// take the words that the first wake released for a waker.
fn twice_cleared_a_waker_is_freed_once<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task] = tasks();
    let probe = task.probe();
    side.register(&task.waker());
    drop(task);
    race([wake(&waking), wake(&waking)], || {
        side.clear();
        side.clear();
    });
    waking.wake();
    assert_eq!(probe.owners(), 0);
}

/// Another task registers while a wake is inside the cleared waker.
fn then_registering_wakes_the_new_task<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task, other] = tasks();
    let probe = task.probe();
    side.register(&task.waker());
    drop(task);
    race([wake(&waking), wake(&waking)], || {
        side.clear();
        side.register(&other.waker());
    });
    waking.wake();
    assert_eq!(other.wakes(), 1);
    assert_eq!(probe.owners(), 0);
    drop((side, waking));
    assert_eq!(other.owners(), 1);
}

/// A third task replaces the second task's registration. The cleared waker may still be in its slot, or a wake may
/// have consumed that registration and dropped the cleared waker.
fn then_registering_twice_wakes_the_last_task<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task, second, third] = tasks();
    let probe = task.probe();
    side.register(&task.waker());
    drop(task);
    race([wake(&waking), wake(&waking)], || {
        side.clear();
        side.register(&second.waker());
        side.register(&third.waker());
    });
    waking.wake();
    assert_eq!(third.wakes(), 1);
    assert_eq!(probe.owners(), 0);
    drop((side, waking));
    assert_eq!(second.owners() + third.owners(), 2);
}

/// One of two wakes, or a registration, drops a cleared waker.
fn freed_or_replaced_a_waker_is_dropped_once<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [task, other] = tasks();
    let probes = [&task, &other].map(|task| task.probe());
    let (freed, racing) = (task.probe(), waking.clone());
    let side = leave_cleared(side, &waking, task, move |mut side| {
        assert_eq!(freed.owners(), 1);
        race([wake(&racing), wake(&racing)], || {
            side.register(&other.waker());
            side.register(&other.waker());
        });
        assert_eq!(freed.owners(), 0);
        side
    });
    drop((side, waking));
    assert!(probes.iter().all(|probe| probe.owners() == 0));
}

/// A wake, or another `clear`, drops a cleared waker. Then the slot can be used again.
fn freed_or_cleared_a_waker_is_dropped_once<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [task, other] = tasks();
    let (freed, racing) = (task.probe(), waking.clone());
    let mut side = leave_cleared(side, &waking, task, move |mut side| {
        race([wake(&racing), wake(&racing)], || side.clear());
        assert_eq!(freed.owners(), 0);
        side
    });
    side.register(&other.waker());
    waking.wake();
    assert_eq!((other.wakes(), other.owners()), (1, 2));
    drop((side, waking));
    assert_eq!(other.owners(), 1);
}

/// A wake that has consumed a registration by value drops a cleared waker, while another task replaces that
/// registration.
fn freed_by_a_wake_by_value_a_waker_is_dropped_once<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [task, second, third] = tasks();
    let probes = [&task, &second].map(|task| task.probe());
    let mut side = inside_wake(side, &waking, &task, move |side| {
        side.clear();
        side.register(&second.waker());
    });
    drop(task);
    race([wake(&waking), wake(&waking)], || {
        side.register(&third.waker())
    });
    waking.wake();
    assert_eq!(third.wakes(), 1);
    assert!(probes.iter().all(|probe| probe.owners() == 0));
    drop((side, waking));
    assert_eq!(third.owners(), 1);
}

/// A wake stalls before it takes out the cleared waker. Meanwhile, a registration drops that waker, and another
/// waker is cleared in the same way.
fn aba_frees_both_wakers<const SYNC: bool, const CACHED: bool>() {
    clear_another_in_a_race::<SYNC, CACHED>(false);
}

/// The same, while a wake is still inside the other waker.
fn aba_of_a_waker_in_use_frees_both<const SYNC: bool, const CACHED: bool>() {
    clear_another_in_a_race::<SYNC, CACHED>(true);
}

/// Leaves one waker cleared, and clears another waker while a thread wakes. Joins that thread after the second
/// `clear`.
fn clear_another_in_a_race<const SYNC: bool, const CACHED: bool>(in_use: bool) {
    let (side, waking) = split::<SYNC, CACHED>();
    let [first, second] = tasks();
    let probes = [&first, &second].map(|task| task.probe());
    let racing = waking.clone();
    let side = leave_cleared(side, &waking, first, move |side| {
        let racer = Arc::new(Mutex::new(Some(thread::spawn(wake(&racing)))));
        let join_racer = move || {
            if let Some(racer) = racer.lock().unwrap().take() {
                join(racer);
            }
        };
        let join_inside = join_racer.clone();
        let mut side = if in_use {
            inside_wake(side, &racing, &second, move |side| {
                side.clear();
                join_inside();
            })
        } else {
            leave_cleared(side, &racing, second, move |side| {
                join_inside();
                side
            })
        };
        // If the stalled wake woke the second task, its waker is not cleared yet.
        join_racer();
        side.clear();
        side
    });
    assert!(probes.iter().all(|probe| probe.owners() == 0));
    drop((side, waking));
}

/// Clears a task's waker inside its wake, and registers another task there. When the wake comes back, it first
/// wakes the other task, and only then drops the cleared waker. `act` runs in between, inside that second wake:
/// nobody uses the cleared waker, and the request to clear is pending. Otherwise only a race reaches this state.
fn leave_cleared<const SYNC: bool, const CACHED: bool>(
    mut side: RegisteringSide<SYNC, CACHED>,
    waking: &WakingSide<SYNC, CACHED>,
    task: Task,
    act: impl FnOnce(RegisteringSide<SYNC, CACHED>) -> RegisteringSide<SYNC, CACHED> + Send + 'static,
) -> RegisteringSide<SYNC, CACHED> {
    let [other] = tasks();
    let shared = SharedSide::new();
    shared.on_wake_here(&other, act);
    shared.on_wake_here(&task, move |mut side| {
        side.clear();
        side.register(&other.waker());
        side
    });
    side.register(&task.waker());
    shared.put(side);
    drop(task);
    waking.wake();
    shared.take()
}
