//! One wait at a time holds a slot, and a wait with a reused slot is woken.

use crate::{Count, assert_owned_once, racer, tasks};
use spmc_waker::__private::set::Registration;
use spmc_waker_tests::{
    facade::{Racer, join, once, race, thread},
    raw::{Handle, Set, Task, set},
};
use std::{
    mem,
    sync::Arc,
    task::{Context, Poll},
};

tests! {
    all_modes:
        own_or_taken_slots_are_woken
        own_slots_serve_the_next_future
        given_back_and_taken_slots_are_woken
        cleared_slots_free_their_waker_and_serve_the_next_wait
        slots_used_again_free_their_waker_with_the_handle
        polls_after_a_future_are_woken
}

/// Polls a future of the handle once, and forgets it, so that its wait continues.
fn poll_once<const SYNC: bool, const CACHED: bool>(
    handle: &Handle<SYNC, CACHED, false>,
    task: &Task,
    check: impl FnMut() -> bool,
) -> Poll<()> {
    let mut wait = handle.wait();
    let poll = wait.poll(&task.waker(), check);
    mem::forget(wait);
    poll
}

/// Polls a future of the handle once, and drops it while it is pending.
fn drop_pending<const SYNC: bool, const CACHED: bool>(
    handle: &Handle<SYNC, CACHED, false>,
    task: &Task,
) {
    assert!(handle.wait().poll(&task.waker(), || false).is_pending());
}

/// Two futures of one handle, in two threads. One of them uses the own slot. Both are woken.
fn own_or_taken_slots_are_woken<const SYNC: bool, const CACHED: bool>() {
    let (lone, set) = set::<SYNC, CACHED>();
    let handle = Arc::new(Handle::new(&set));
    let [here, there] = tasks();
    let (handle_there, probe) = (handle.clone(), there.probe());
    let waits: Racer =
        Box::new(move || assert!(poll_once(&handle_there, &there, || false).is_pending()));
    race([waits], || {
        assert!(poll_once(&handle, &here, || false).is_pending());
    });
    set.wake(usize::MAX);
    assert!(
        here.is_notified() && probe.is_notified(),
        "a wakeup is lost"
    );
    drop((handle, lone, set));
    assert_owned_once(&[here]);
    assert_eq!(probe.owners(), 0);
}

/// A future in one thread releases the own slot, and a future in another thread takes it.
fn own_slots_serve_the_next_future<const SYNC: bool, const CACHED: bool>() {
    let (lone, set) = set::<SYNC, CACHED>();
    let handle = Arc::new(Handle::new(&set));
    let [first, here, there] = tasks();
    // From now on, the handle has a slot.
    drop_pending(&handle, &first);
    let (handle_there, probe) = (handle.clone(), there.probe());
    let waits: Racer = Box::new(move || drop_pending(&handle_there, &there));
    race([waits], || {
        assert!(poll_once(&handle, &here, || false).is_pending());
    });
    set.wake(usize::MAX);
    assert!(here.is_notified(), "a wakeup is lost");
    drop((handle, lone, set));
    assert_owned_once(&[first, here]);
    assert_eq!(probe.owners(), 0);
}

/// One thread releases a slot of the set whose bits are set. Another thread takes it, while all tasks are woken.
fn given_back_and_taken_slots_are_woken<const SYNC: bool, const CACHED: bool>() {
    let (lone, set) = set::<SYNC, CACHED>();
    let [here, there] = tasks();
    let count = Count::<SYNC>::new(0);
    let probe = there.probe();
    let set_there = set.clone();
    let waits: Racer = Box::new(move || {
        assert!(hold_and_poll(&set_there, &there, || false).is_pending());
    });
    let wakes = racer(&set, &count, |set| set.wake(usize::MAX));
    let poll = race([waits, wakes], || {
        let waker = here.waker();
        let mut registration = Registration::<_, false>::new(set.hold(0, 0));
        let poll = registration.poll(&mut Context::from_waker(&waker), || count.get() == 1);
        registration.keep();
        poll
    });
    assert!(poll.is_ready() || here.is_notified(), "a wakeup is lost");
    drop((lone, set));
    assert_owned_once(&[here]);
    assert_eq!(probe.owners(), 0);
}

/// Polls once with a slot of the set, and releases it.
fn hold_and_poll<const SYNC: bool, const CACHED: bool>(
    set: &Set<SYNC, CACHED>,
    task: &Task,
    check: impl FnMut() -> bool,
) -> Poll<()> {
    let waker = task.waker();
    Registration::<_, false>::new(set.hold(0, 0)).poll(&mut Context::from_waker(&waker), check)
}

/// A handle releases its slot while a wake is inside its waker. The waker is freed in the end, and the next wait with
/// the slot is woken.
fn cleared_slots_free_their_waker_and_serve_the_next_wait<const SYNC: bool, const CACHED: bool>() {
    let (lone, set) = set::<SYNC, CACHED>();
    let mut handle = Handle::of_all(&set);
    let [task, next] = tasks();
    let (count, probe) = (Count::<SYNC>::new(0), task.probe());
    assert!(handle.poll(&task.waker(), || false).is_pending());
    drop(task);
    let wakes = racer(&set, &count, |set| set.wake(usize::MAX));
    let poll = race([wakes], || {
        handle.unregister();
        handle.poll(&next.waker(), || count.get() == 1)
    });
    assert!(poll.is_ready() || next.is_notified(), "a wakeup is lost");
    drop((handle, lone, set));
    assert_owned_once(&[next]);
    assert_eq!(probe.owners(), 0);
}

/// A wait that was given up has left its bit. A wake that takes that bit meets the slot when it is used again, with the
/// same waker. When the handle releases the slot, the waker is freed.
fn slots_used_again_free_their_waker_with_the_handle<const SYNC: bool, const CACHED: bool>() {
    let (lone, set) = set::<SYNC, CACHED>();
    let mut handle = Handle::of_all(&set);
    let [task] = tasks();
    let (count, probe) = (Count::<SYNC>::new(0), task.probe());
    drop_pending(&handle, &task);
    let wakes = racer(&set, &count, |set| set.wake(usize::MAX));
    let poll = race([wakes], || handle.poll(&task.waker(), || count.get() == 1));
    assert!(poll.is_ready() || task.is_notified(), "a wakeup is lost");
    handle.unregister();
    drop(task);
    assert_eq!(probe.owners(), 0, "a finished task is kept alive");
    drop((handle, lone, set));
}

/// A poll by `&mut self` uses the own slot after a future of another thread that was forgotten.
fn polls_after_a_future_are_woken<const SYNC: bool, const CACHED: bool>() {
    let (lone, set) = set::<SYNC, CACHED>();
    let mut handle = Handle::of_all(&set);
    let [task, forgotten] = tasks();
    let count = Count::<SYNC>::new(0);
    let probe = forgotten.probe();
    let waiting = thread::spawn(move || {
        assert!(poll_once(&handle, &forgotten, || false).is_pending());
        handle
    });
    handle = join(waiting);
    let wakes = racer(&set, &count, |set| set.wake(usize::MAX));
    let poll = race([wakes], || handle.poll(&task.waker(), || count.get() == 1));
    assert!(poll.is_ready() || task.is_notified(), "a wakeup is lost");
    drop((handle, lone, set));
    assert_owned_once(&[task]);
    assert_eq!(probe.owners(), 0);
}

/// The handle's own slot keeps its waker. A slot that is taken from the set for one wait does not.
#[test]
fn only_the_own_slot_keeps_a_waker() {
    once(|| {
        let (_lone, set) = set::<true, true>();
        let mut handle = Handle::of_all(&set);
        let [own, taken] = tasks();
        let mut first = handle.wait();
        let mut second = handle.wait();
        assert!(first.poll(&own.waker(), || false).is_pending());
        assert!(second.poll(&taken.waker(), || false).is_pending());
        drop((first, second));
        assert_eq!((own.owners(), taken.owners()), (2, 1));
        assert!(handle.wait().poll(&own.waker(), || false).is_pending());
        assert_eq!(own.clones(), 1, "the own slot's cached waker is cloned");
        handle.unregister();
        assert_eq!(own.owners(), 1, "a slot that is given back keeps a waker");
    });
}
