//! Panics in calls of the registering side.

use crate::waker::panics::{assert_usable, panic_at, panics};
use spmc_waker_tests::raw::{Event, Task, split};
use std::sync::{Arc, Mutex};

in_all_modes! {
    a_panic_in_clone_registers_nothing
    a_panic_in_clone_keeps_the_earlier_registration
    a_panic_in_unregistering_drops_what_the_check_returned
    a_panic_in_the_drop_of_a_check_drops_what_it_returned
    a_panic_in_the_drop_of_a_replaced_waker_keeps_the_new_one
    a_panic_in_the_drop_of_a_replaced_transient_waker_keeps_the_new_one
    a_panic_in_the_drop_of_the_cached_waker_keeps_the_new_one
    a_panic_in_unregister_leaves_nothing_registered
    a_panic_in_clear_leaves_nothing_registered
    a_panic_in_the_last_drop_leaks_nothing
    a_panic_in_one_of_two_drops_leaks_neither_waker
}

fn a_panic_in_clone_registers_nothing<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let task = Task::new();
    panic_at(&task, Event::Clone);
    panics(|| side.register(&task.waker()));
    assert!(!waking.has_waker_registered());
    assert_usable(side, waking, &[task]);
}

/// The earlier registration may be in either slot.
fn a_panic_in_clone_keeps_the_earlier_registration<const SYNC: bool, const CACHED: bool>() {
    for before in 1..=3 {
        let (mut side, waking) = split::<SYNC, CACHED>();
        let tasks = [(); 4].map(|()| Task::new());
        for task in &tasks[..before] {
            side.register(&task.waker());
        }
        panic_at(&tasks[3], Event::Clone);
        panics(|| side.register(&tasks[3].waker()));
        waking.wake();
        assert_eq!(tasks[before - 1].wakes(), 1);
        assert_usable(side, waking, &tasks);
    }
}

/// The second check is ready, so the waker is removed, and its drop panics. The result of the check is dropped.
fn a_panic_in_unregistering_drops_what_the_check_returned<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let task = Task::new();
    let value = Arc::new(());
    panic_at(&task, Event::Drop);
    let mut checks = 0;
    let mut poll = || {
        side.poll_wait_until(&task.waker(), || {
            checks += 1;
            (checks == 2).then(|| Arc::clone(&value))
        })
    };
    if CACHED {
        // The waker stays cached.
        assert!(poll().is_ready());
    } else {
        panics(poll);
    }
    assert_eq!(Arc::strong_count(&value), 1);
    assert!(!waking.has_waker_registered());
    if CACHED {
        panics(|| side.clear());
    }
    assert_usable(side, waking, &[task]);
}

/// The check is dropped while its result is returned, and that drop panics. The result is dropped.
fn a_panic_in_the_drop_of_a_check_drops_what_it_returned<const SYNC: bool, const CACHED: bool>() {
    struct Bomb;

    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("a waker's panic");
        }
    }

    for ready in [1, 2] {
        let (mut side, waking) = split::<SYNC, CACHED>();
        let task = Task::new();
        let value = Arc::new(());
        let (bomb, cloned, mut checks) = (Bomb, &value, 0);
        let check = move || {
            let Bomb = &bomb;
            checks += 1;
            (checks == ready).then(|| Arc::clone(cloned))
        };
        panics(|| side.poll_wait_until(&task.waker(), check));
        assert_eq!(Arc::strong_count(&value), 1);
        assert!(!waking.has_waker_registered());
        assert_usable(side, waking, &[task]);
    }
}

/// The new waker is registered before the old one is dropped.
fn a_panic_in_the_drop_of_a_replaced_waker_keeps_the_new_one<
    const SYNC: bool,
    const CACHED: bool,
>() {
    drop_in_replace_after::<SYNC, CACHED, 1>();
}

fn a_panic_in_the_drop_of_a_replaced_transient_waker_keeps_the_new_one<
    const SYNC: bool,
    const CACHED: bool,
>() {
    drop_in_replace_after::<SYNC, CACHED, 2>();
}

fn drop_in_replace_after<const SYNC: bool, const CACHED: bool, const N: usize>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let tasks = [(); 3].map(|()| Task::new());
    for task in &tasks[..N] {
        side.register(&task.waker());
    }
    panic_at(&tasks[N - 1], Event::Drop);
    panics(|| side.register(&tasks[2].waker()));
    assert_eq!(tasks[N - 1].owners(), 1);
    waking.wake();
    assert_eq!(tasks[2].wakes(), 1);
    assert_usable(side, waking, &tasks);
}

/// The same holds for a cached waker that is not registered.
fn a_panic_in_the_drop_of_the_cached_waker_keeps_the_new_one<
    const SYNC: bool,
    const CACHED: bool,
>() {
    if !CACHED {
        return;
    }
    let (mut side, waking) = split::<SYNC, CACHED>();
    let tasks = [Task::new(), Task::new()];
    side.register(&tasks[0].waker());
    waking.wake();
    panic_at(&tasks[0], Event::Drop);
    panics(|| side.register(&tasks[1].waker()));
    waking.wake();
    assert_eq!(tasks[1].wakes(), 1);
    assert_usable(side, waking, &tasks);
}

/// `unregister` drops a waker that is registered by value.
fn a_panic_in_unregister_leaves_nothing_registered<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let tasks = [Task::new(), Task::new()];
    side.register(&tasks[0].waker());
    side.register(&tasks[1].waker());
    panic_at(&tasks[1], Event::Drop);
    panics(|| side.unregister());
    assert!(!waking.has_waker_registered());
    assert_usable(side, waking, &tasks);
}

fn a_panic_in_clear_leaves_nothing_registered<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let tasks = [Task::new()];
    side.register(&tasks[0].waker());
    panic_at(&tasks[0], Event::Drop);
    panics(|| side.clear());
    assert!(!waking.has_waker_registered());
    assert_eq!(tasks[0].owners(), 1);
    assert_usable(side, waking, &tasks);
}

fn a_panic_in_the_last_drop_leaks_nothing<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let task = Task::new();
    side.register(&task.waker());
    panic_at(&task, Event::Drop);
    panics(|| drop((side, waking)));
    assert_eq!(task.owners(), 1);
}

/// While a wake is inside the cached waker, another waker is registered by value. Then both slots are full. A panic in
/// the drop of either waker does not leak the other one.
fn a_panic_in_one_of_two_drops_leaks_neither_waker<const SYNC: bool, const CACHED: bool>() {
    for panicking in [0, 1] {
        let (side, waking) = split::<SYNC, CACHED>();
        let tasks = [Task::new(), Task::new()];
        let probes = [tasks[0].probe(), tasks[1].probe()];
        let side = Arc::new(Mutex::new(side));
        let [cached, by_value] = tasks;
        side.lock().unwrap().register(&cached.waker());
        let inner = side.clone();
        cached.on(Event::Wake, move || {
            inner.lock().unwrap().register(&by_value.waker());
        });
        waking.wake();
        drop(cached);
        assert_eq!(probes[1].owners(), 1);
        if probes[panicking].owners() == 1 {
            probes[panicking].on(Event::Drop, || panic!("a waker's panic"));
            panics(|| drop((side, waking)));
        } else {
            drop((side, waking));
        }
        assert_eq!((probes[0].owners(), probes[1].owners()), (0, 0));
    }
}
