//! No waker is used after its drop, dropped while in use, dropped twice, or leaked.
//!
//! Each `Task` is dropped as soon as it is registered. So only the `SpmcWaker` owns it, and each drop of a waker is
//! the last one of its task.

use crate::waker::{inside_wake, tasks, wake};
use spmc_waker_tests::{
    facade::race,
    raw::{Probe, RegisteringSide, Task, split},
};

tests! {
    all_modes:
        replaced_in_a_wake_a_waker_is_freed_once
        replaced_twice_each_waker_is_freed_once
        taken_wakers_are_freed_once
        registers_again_and_leaks_nothing
        aba_by_replacing_frees_each_waker_once
        aba_with_two_wakes_frees_each_waker_once
        aba_back_to_the_first_slot_frees_each_waker_once
}
tests! {
    cached_modes:
        aba_by_inserting_frees_each_waker_once
        no_free_slot_leaks_no_waker
}

/// Registers a task that nobody else owns.
fn register<const SYNC: bool, const CACHED: bool>(
    side: &mut RegisteringSide<SYNC, CACHED>,
    task: Task,
) -> Probe {
    side.register(&task.waker());
    task.probe()
}

fn assert_freed<const N: usize>(probes: [Probe; N]) {
    assert!(
        probes.iter().all(|probe| probe.owners() == 0),
        "leaked: {probes:?}"
    );
}

/// The old waker is not dropped while a wake is inside it.
fn replaced_in_a_wake_a_waker_is_freed_once<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let a = register(&mut side, Task::new());
    let b = race([wake(&waking)], || register(&mut side, Task::new()));
    drop((side, waking));
    assert_freed([a, b]);
}

/// The second registration finds the first one's slot in use or free again.
fn replaced_twice_each_waker_is_freed_once<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let a = register(&mut side, Task::new());
    let (b, c) = race([wake(&waking), wake(&waking)], || {
        (
            register(&mut side, Task::new()),
            register(&mut side, Task::new()),
        )
    });
    drop((side, waking));
    assert_freed([a, b, c]);
}

/// A waker that `take` returns is an owner of its own.
fn taken_wakers_are_freed_once<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let a = register(&mut side, Task::new());
    let taking = waking.clone();
    let take = Box::new(move || {
        if let Some(waker) = taking.take() {
            waker.wake();
        }
    });
    let b = race([take as _, wake(&waking)], || {
        register(&mut side, Task::new())
    });
    drop((side, waking));
    assert_freed([a, b]);
}

/// A task that registers repeatedly while it is woken leaves one waker. The drop of the `SpmcWaker` drops it.
fn registers_again_and_leaks_nothing<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task] = tasks();
    side.register(&task.waker());
    race([wake(&waking)], || {
        side.register(&task.waker());
        side.unregister();
        side.register(&task.waker());
    });
    drop((side, waking));
    assert_eq!(task.owners(), 1);
}

/// A wake stalls before it claims a registration by value. Meanwhile, that registration is moved away, and another
/// waker is stored in the same slot.
fn aba_by_replacing_frees_each_waker_once<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let a = register(&mut side, Task::new());
    let b = register(&mut side, Task::new());
    let (c, d) = race([wake(&waking)], || {
        (
            register(&mut side, Task::new()),
            register(&mut side, Task::new()),
        )
    });
    drop((side, waking));
    assert_freed([a, b, c, d]);
}

/// The same, while another wake may consume the registration.
fn aba_with_two_wakes_frees_each_waker_once<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let a = register(&mut side, Task::new());
    let b = register(&mut side, Task::new());
    let (c, d) = race([wake(&waking), wake(&waking)], || {
        (
            register(&mut side, Task::new()),
            register(&mut side, Task::new()),
        )
    });
    drop((side, waking));
    assert_freed([a, b, c, d]);
}

/// The same with an `unregister` in between, and one more registration, which uses the first slot again.
fn aba_back_to_the_first_slot_frees_each_waker_once<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let a = register(&mut side, Task::new());
    let b = register(&mut side, Task::new());
    let [c, d, e] = race([wake(&waking)], || {
        side.unregister();
        [(); 3].map(|()| register(&mut side, Task::new()))
    });
    drop((side, waking));
    assert_freed([a, b, c, d, e]);
}

/// A wake stalls before it claims a registration by value. Meanwhile, that registration is removed, and another
/// task registers by value because the cached slot is in use.
fn aba_by_inserting_frees_each_waker_once<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [first, second, third, fourth] = tasks();
    let probes = [&first, &second, &third, &fourth].map(|task| task.probe());
    let mut side = inside_wake(side, &waking, &first, move |side| {
        side.register(&second.waker());
    });
    drop(first);
    let side = race([wake(&waking)], || {
        side.unregister();
        inside_wake(side, &waking, &third, move |side| {
            side.register(&fourth.waker());
        })
    });
    drop((side, waking, third));
    assert_freed(probes);
}

/// While a wake is inside the cached waker, registrations by value replace each other, and a wake
/// may take one of them.
fn no_free_slot_leaks_no_waker<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let a = register(&mut side, Task::new());
    let [b, c] = race([wake(&waking), wake(&waking)], || {
        // This makes it likely that the wakes are already inside the first waker.
        side.unregister();
        [(); 2].map(|()| register(&mut side, Task::new()))
    });
    drop((side, waking));
    assert_freed([a, b, c]);
}
