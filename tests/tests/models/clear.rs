//! `clear` while a wake is inside the cached waker: others drop it, once, and soon.

use crate::{inside_wake, tasks, wake};
use spmc_waker_tests::{
    facade::{Racer, race, thread},
    raw::{Event, RegisteringSide, Task, WakingSide, split},
};
use std::sync::{Arc, Mutex};

tests! {
    cached_modes: next_wake next_registration next_drop two_wakes twice then_register then_register_twice
    freed_or_replaced freed_or_cleared freed_by_value aba aba_in_use comes_back comes_back_by_value
}

/// `clear` drops the waker, or the next wake does.
fn next_wake<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task] = tasks();
    side.register(&task.waker());
    race([wake(&waking)], || side.clear());
    waking.wake();
    assert!(task.wakes() <= 1);
    assert_eq!(task.owners(), 1);
}

/// `clear` drops the waker, or the next registration does.
fn next_registration<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task, other] = tasks();
    side.register(&task.waker());
    race([wake(&waking)], || side.clear());
    side.register(&other.waker());
    assert_eq!(task.owners(), 1);
    waking.wake();
    assert_eq!(other.wakes(), 1);
}

/// `clear` drops the waker, or the drop of the `SpmcWaker` does.
fn next_drop<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [task] = tasks();
    side.register(&task.waker());
    race([wake(&waking)], || side.clear());
    drop((side, waking));
    assert_eq!(task.owners(), 1);
}

/// One wake is inside the waker, and another tries to drop it.
fn two_wakes<const SYNC: bool, const CACHED: bool>() {
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

/// A second `clear` finds the waker in use still, free, or dropped by another wake. In the latter
/// case it must not mistake what the first wake released for a waker.
fn twice<const SYNC: bool, const CACHED: bool>() {
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
fn then_register<const SYNC: bool, const CACHED: bool>() {
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

/// A third task registers over the other's registration, which lies beside the cleared waker, or
/// has just been consumed by a wake that has dropped that waker too.
fn then_register_twice<const SYNC: bool, const CACHED: bool>() {
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

/// A cleared waker is dropped by one of two wakes, or by a registration.
fn freed_or_replaced<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [task, other] = tasks();
    let probe = task.probe();
    let mut side = leave_cleared(side, &waking, &task);
    drop(task);
    assert_eq!(probe.owners(), 1);
    race([wake(&waking), wake(&waking)], || {
        side.register(&other.waker());
        side.register(&other.waker());
    });
    assert_eq!(probe.owners(), 0);
    drop((side, waking));
    assert_eq!(other.owners(), 1);
}

/// A cleared waker is dropped by a wake, or by another `clear`, after which the slot serves again.
fn freed_or_cleared<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [task, other] = tasks();
    let probe = task.probe();
    let mut side = leave_cleared(side, &waking, &task);
    drop(task);
    race([wake(&waking), wake(&waking)], || side.clear());
    assert_eq!(probe.owners(), 0);
    side.register(&other.waker());
    waking.wake();
    assert_eq!((other.wakes(), other.owners()), (1, 2));
    drop((side, waking));
    assert_eq!(other.owners(), 1);
}

/// A cleared waker is dropped by a wake that has consumed a registration by value, while another
/// task registers over that.
fn freed_by_value<const SYNC: bool, const CACHED: bool>() {
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

/// A wake stalls before it takes out the cleared waker; meanwhile a registration drops it, and
/// another waker is cleared likewise.
fn aba<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [first, second] = tasks();
    let probes = [&first, &second].map(|task| task.probe());
    let side = leave_cleared(side, &waking, &first);
    drop(first);
    let mut side = race([wake(&waking)], || {
        let side = leave_cleared(side, &waking, &second);
        drop(second);
        side
    });
    // If the stalled wake woke the second one, that is not cleared yet.
    side.clear();
    assert!(probes.iter().all(|probe| probe.owners() == 0));
}

/// The same while a wake is still inside the other waker.
fn aba_in_use<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [first, second] = tasks();
    let probes = [&first, &second].map(|task| task.probe());
    let side = leave_cleared(side, &waking, &first);
    drop(first);
    let mut side = race([wake(&waking)], || {
        let side = inside_wake(side, &waking, &second, |side| side.clear());
        drop(second);
        side
    });
    side.clear();
    assert!(probes.iter().all(|probe| probe.owners() == 0));
}

/// A cleared waker is dropped by the wake that comes back from it, by another wake, or by a
/// registration.
fn comes_back<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [task, other] = tasks();
    let probes = [&task, &other].map(|task| task.probe());
    let racers = [wake(&waking)];
    let clear = |side: &mut RegisteringSide<SYNC, CACHED>| side.clear();
    let side = as_a_wake_comes_back(side, &waking, task, racers, clear, move |side| {
        side.register(&other.waker());
        side.register(&other.waker());
    });
    // While the other one is registered, its wake or its registration is yet to come.
    waking.wake();
    assert_eq!(probes[0].owners(), 0);
    drop((side, waking));
    assert_eq!(probes[1].owners(), 0);
}

/// The same by a wake that has consumed a registration by value, while a third task registers over that.
fn comes_back_by_value<const SYNC: bool, const CACHED: bool>() {
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

/// Clears a task's waker while a wake is inside it, and has another task registered when that wake
/// comes back: so it leaves the waker to others.
fn leave_cleared<const SYNC: bool, const CACHED: bool>(
    side: RegisteringSide<SYNC, CACHED>,
    waking: &WakingSide<SYNC, CACHED>,
    task: &Task,
) -> RegisteringSide<SYNC, CACHED> {
    let [other] = tasks();
    let mut side = inside_wake(side, waking, task, move |side| {
        side.clear();
        side.register(&other.waker());
    });
    side.unregister();
    side
}

/// Wakes a task, acts on the registering side inside that wake, and goes on with that side in another
/// thread, and with racers, while the wake comes back.
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
            .expect("the side is there");
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
        racer.join().expect("a racer panicked");
    }
    going_on.join().expect("the registering side panicked")
}
