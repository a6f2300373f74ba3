//! `clear` while a wake is inside the cached waker: others drop it, once, and soon.

use crate::{inside_wake, tasks, wake};
use spmc_waker_tests::{facade::race, raw::split};

tests! {
    cached_modes: next_wake next_registration next_drop two_wakes twice then_register then_register_twice
    freed_or_replaced freed_or_cleared freed_by_value aba
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
/// case it must not mistake what the first wake handed back for a waker.
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
    let mut side = inside_wake(side, &waking, &task, |side| side.clear());
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
    let mut side = inside_wake(side, &waking, &task, |side| side.clear());
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
    let side = inside_wake(side, &waking, &first, |side| side.clear());
    drop(first);
    let mut side = race([wake(&waking)], || {
        let side = inside_wake(side, &waking, &second, |side| side.clear());
        drop(second);
        side
    });
    // If the stalled wake woke the second one, that is not cleared yet.
    side.clear();
    assert!(probes.iter().all(|probe| probe.owners() == 0));
}
