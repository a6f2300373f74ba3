//! Panics in calls of the waking side.

use crate::waker::panics::{assert_usable, panic_at, panics};
use spmc_waker::SpmcWaker;
use spmc_waker_tests::raw::{Event, Task, split};
use std::{
    sync::{Arc, Mutex, PoisonError},
    task::Waker,
};

in_all_modes! {
    a_panic_in_take_consumes_the_registration
    a_panic_in_wake_releases_the_cached_waker
    a_panic_in_wake_drops_the_transient_waker
    a_wake_that_panics_frees_the_cleared_waker
    a_cleared_waker_whose_drop_panics_is_freed
    a_panic_in_the_spurious_wake_frees_the_cleared_waker
    take_drops_its_result_when_a_drop_panics
    take_drops_its_result_when_the_spurious_wake_panics
}

/// This concerns only a cached waker, because `take` clones no other.
fn a_panic_in_take_consumes_the_registration<const SYNC: bool, const CACHED: bool>() {
    if !CACHED {
        return;
    }
    let (mut side, waking) = split::<SYNC, CACHED>();
    let task = Task::new();
    side.register(&task.waker());
    panic_at(&task, Event::Clone);
    panics(|| waking.take());
    assert!(!waking.has_waker_registered());
    side.register(&task.waker());
    assert_eq!(task.clones(), 1, "the slot was released");
    assert_usable(side, waking, &[task]);
}

/// The registration is consumed as well.
fn a_panic_in_wake_releases_the_cached_waker<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let task = Task::new();
    side.register(&task.waker());
    panic_at(&task, Event::Wake);
    panics(|| waking.wake());
    assert!(!waking.has_waker_registered());
    side.register(&task.waker());
    assert_eq!(task.clones(), if CACHED { 1 } else { 2 });
    assert_usable(side, waking, &[task]);
}

fn a_panic_in_wake_drops_the_transient_waker<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let tasks = [Task::new(), Task::new()];
    side.register(&tasks[0].waker());
    side.register(&tasks[1].waker());
    panic_at(&tasks[1], Event::Wake);
    panics(|| waking.wake_cold());
    assert!(!waking.has_waker_registered());
    assert_eq!(tasks[1].owners(), 1);
    assert_usable(side, waking, &tasks);
}

/// A `clear` inside the wake leaves the waker to that wake, which then panics. It still drops the waker.
fn a_wake_that_panics_frees_the_cleared_waker<const SYNC: bool, const CACHED: bool>() {
    clear_inside_wake::<SYNC, CACHED>(Event::Wake);
}

/// The same, but the drop of the waker panics.
fn a_cleared_waker_whose_drop_panics_is_freed<const SYNC: bool, const CACHED: bool>() {
    clear_inside_wake::<SYNC, CACHED>(Event::Drop);
}

fn clear_inside_wake<const SYNC: bool, const CACHED: bool>(panics_in: Event) {
    let (side, waking) = split::<SYNC, CACHED>();
    let task = Task::new();
    let side = Arc::new(Mutex::new(side));
    side.lock().unwrap().register(&task.waker());
    let inner = Arc::clone(&side);
    task.on(Event::Wake, move || {
        inner.lock().unwrap().clear();
        assert!(panics_in != Event::Wake, "a waker's panic");
    });
    if panics_in == Event::Drop {
        panic_at(&task, Event::Drop);
    }
    panics(|| waking.wake());
    assert_eq!(task.owners(), 1);
    let side = Arc::into_inner(side).expect("the hook was dropped");
    let side = side.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert_usable(side, waking, &[task]);
}

/// A wake that comes back from a cleared waker may wake the next task. If that panics, it still drops the cleared
/// waker.
fn a_panic_in_the_spurious_wake_frees_the_cleared_waker<const SYNC: bool, const CACHED: bool>() {
    let (side, waking) = split::<SYNC, CACHED>();
    let [task, next] = [Task::new(), Task::new()];
    let next = Arc::new(next);
    let side = Arc::new(Mutex::new(side));
    side.lock().unwrap().register(&task.waker());
    let (inner, registered) = (Arc::clone(&side), Arc::clone(&next));
    task.on(Event::Wake, move || {
        let mut side = inner.lock().unwrap();
        side.clear();
        side.register(&registered.waker());
    });
    panic_at(&next, Event::Wake);
    if CACHED {
        panics(|| waking.wake());
    } else {
        waking.wake();
        panics(|| waking.wake());
    }
    assert_eq!((task.owners(), next.wakes(), next.owners()), (1, 1, 1));
    let side = Arc::into_inner(side).expect("the hook was dropped");
    let side = side.into_inner().unwrap_or_else(PoisonError::into_inner);
    let next = Arc::into_inner(next).expect("the hook was dropped");
    assert_usable(side, waking, &[task, next]);
}

/// `clear` leaves a waker to `take`, and the drop of that waker panics. `take` drops the waker that it was about to
/// return.
fn take_drops_its_result_when_a_drop_panics<const SYNC: bool, const CACHED: bool>() {
    if CACHED {
        clear_inside_take::<SYNC, CACHED>(SpmcWaker::take, Event::Drop);
        clear_inside_take::<SYNC, CACHED>(SpmcWaker::take_cold, Event::Drop);
    }
}

/// The same, but another task has registered in the meantime, and its wake panics.
fn take_drops_its_result_when_the_spurious_wake_panics<const SYNC: bool, const CACHED: bool>() {
    if CACHED {
        clear_inside_take::<SYNC, CACHED>(SpmcWaker::take, Event::Wake);
        clear_inside_take::<SYNC, CACHED>(SpmcWaker::take_cold, Event::Wake);
    }
}

fn clear_inside_take<const SYNC: bool, const CACHED: bool>(
    take: fn(&SpmcWaker<SYNC, CACHED>) -> Option<Waker>,
    panics_in: Event,
) {
    let (side, waking) = split::<SYNC, CACHED>();
    let [task, next] = [Task::new(), Task::new()];
    let next = Arc::new(next);
    let side = Arc::new(Mutex::new(side));
    side.lock().unwrap().register(&task.waker());
    let (inner, registered) = (Arc::clone(&side), Arc::clone(&next));
    task.on(Event::Clone, move || {
        let mut side = inner.lock().unwrap();
        side.clear();
        if panics_in == Event::Wake {
            side.register(&registered.waker());
        }
    });
    panic_at(
        if panics_in == Event::Wake {
            &next
        } else {
            &task
        },
        panics_in,
    );
    panics(|| take(&waking));
    assert_eq!((task.owners(), next.owners()), (1, 1));
    let side = Arc::into_inner(side).expect("the hook was dropped");
    let side = side.into_inner().unwrap_or_else(PoisonError::into_inner);
    let next = Arc::into_inner(next).expect("the hook was dropped");
    assert_usable(side, waking, &[task, next]);
}
