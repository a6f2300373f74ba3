//! No wakeup is lost in a set that grows.

use crate::{Count, assert_owned_once, racer, tasks};
use spmc_waker::__private::set::{GrowingSet, Registration};
use spmc_waker_tests::{
    facade::{FIRST_SEGMENT, Racer, fence, join, race, thread},
    raw::{Task, set},
};
use std::{
    sync::{Arc, atomic::Ordering::SeqCst},
    task::{Context, Poll},
};

tests! {
    cached_modes:
        one_wake_is_not_lost
        two_wakes_are_not_lost
        repeated_polls_lose_no_wakeup
        lone_and_many_are_both_woken
        other_tasks_may_set_the_root_and_both_are_woken
        two_segments_lose_no_wakeup
        two_segments_by_a_mask_lose_no_wakeup
        two_wakes_of_two_segments_are_not_lost
        one_root_bit_of_all_segments_loses_no_wakeup
        two_threads_that_grow_a_list_are_both_woken
        masked_wakes_wake_only_their_lists
}

/// Wakes all tasks of the set.
fn all<const SYNC: bool, const CACHED: bool>(set: &GrowingSet<SYNC, CACHED, 1, 1>) {
    set.wake(usize::MAX);
}

/// Polls once, with a slot of the first list. The registration stays.
fn poll_once<const SYNC: bool, const CACHED: bool, const MANY: usize>(
    set: &GrowingSet<SYNC, CACHED, 0, MANY>,
    task: &Task,
    check: impl FnMut() -> bool,
) -> Poll<()> {
    let waker = task.waker();
    let mut registration = Registration::<_, false>::new(set.hold(0, 0));
    let poll = registration.poll(&mut Context::from_waker(&waker), check);
    registration.keep();
    poll
}

type Many<const SYNC: bool, const CACHED: bool, const MANY: usize> =
    Arc<GrowingSet<SYNC, CACHED, 0, MANY>>;

/// Only one poll: a second one would execute a fence that the first should have executed.
fn one_wake_is_not_lost<const SYNC: bool, const CACHED: bool>() {
    wait_for::<SYNC, CACHED>(1);
}

fn two_wakes_are_not_lost<const SYNC: bool, const CACHED: bool>() {
    wait_for::<SYNC, CACHED>(2);
}

/// Polls once, while this many racers each make a change and wake.
fn wait_for<const SYNC: bool, const CACHED: bool>(wakes: usize) {
    let set = Many::<SYNC, CACHED, 1>::default();
    let [task] = tasks();
    let count = Count::<SYNC>::new(0);
    let racers: Vec<Racer> = (0..wakes)
        .map(|_| racer(&set, &count, |set| set.wake(usize::MAX)))
        .collect();
    let poll = race(racers, || poll_once(&set, &task, || count.get() == wakes));
    assert!(poll.is_ready() || task.is_notified(), "a wakeup is lost");
    drop(set);
    assert_owned_once(&[task]);
}

/// The task is registered and all its bits are set. Its second poll must notice if a wake has taken any of them.
fn repeated_polls_lose_no_wakeup<const SYNC: bool, const CACHED: bool>() {
    let set = Many::<SYNC, CACHED, 1>::default();
    let [task] = tasks();
    let count = Count::<SYNC>::new(0);
    let waker = task.waker();
    let mut cx = Context::from_waker(&waker);
    let mut registration = Registration::<_, false>::new(set.hold(0, 0));
    assert!(registration.poll(&mut cx, || false).is_pending());
    let racers = [0, 1].map(|_| racer(&set, &count, |set| set.wake(usize::MAX)));
    let poll = race(racers, || {
        // An executor does the same before it polls.
        task.discard();
        registration.poll(&mut cx, || count.get() == 2)
    });
    assert!(poll.is_ready() || task.is_notified(), "a wakeup is lost");
}

/// One task waits in the inline slot, the other in the list. One wake wakes both.
fn lone_and_many_are_both_woken<const SYNC: bool, const CACHED: bool>() {
    let (mut side, set) = set::<SYNC, CACHED>();
    let [lone, many] = tasks();
    let count = Count::<SYNC>::new(0);
    let (count_there, set_there, probe) = (count.clone(), set.clone(), many.probe());
    let waiting = thread::spawn(move || {
        let waker = many.waker();
        let mut registration = Registration::<_, false>::new(set_there.hold(0, 0));
        let check = || count_there.get() == 1;
        let poll = registration.poll(&mut Context::from_waker(&waker), check);
        registration.keep();
        poll
    });
    let poll = race([racer(&set, &count, all)], || {
        side.poll(&lone.waker(), || count.get() == 1)
    });
    let poll_there = join(waiting);
    assert!(poll.is_ready() || lone.is_notified(), "a wakeup is lost");
    assert!(
        poll_there.is_ready() || probe.is_notified(),
        "a wakeup is lost"
    );
}

/// Another task of the same segment may set the root's bit. Then this task only reads that bit, and its check is the
/// next `SeqCst` read. Under loom, that is a fence before a relaxed read.
fn other_tasks_may_set_the_root_and_both_are_woken<const SYNC: bool, const CACHED: bool>() {
    let set = Many::<SYNC, CACHED, 1>::default();
    let [first, second] = tasks();
    let count = Count::<SYNC>::new(0);
    let (count_there, set_there, probe) = (count.clone(), set.clone(), second.probe());
    let is_raised = |count: &Count<SYNC>| {
        if !SYNC {
            fence(SeqCst);
        }
        count.get() == 1
    };
    let waiting = thread::spawn(move || poll_once(&set_there, &second, || is_raised(&count_there)));
    let wake = racer(&set, &count, |set| set.wake(usize::MAX));
    let poll = race([wake], || poll_once(&set, &first, || is_raised(&count)));
    let poll_there = join(waiting);
    assert!(poll.is_ready() || first.is_notified(), "a wakeup is lost");
    assert!(
        poll_there.is_ready() || probe.is_notified(),
        "a wakeup is lost"
    );
}

/// One wake of all finds the tasks of both segments, although the second segment is appended at the same time.
fn two_segments_lose_no_wakeup<const SYNC: bool, const CACHED: bool>() {
    grow::<SYNC, CACHED, 1>(&[usize::MAX]);
}

fn two_wakes_of_two_segments_are_not_lost<const SYNC: bool, const CACHED: bool>() {
    grow::<SYNC, CACHED, 1>(&[usize::MAX, usize::MAX]);
}

/// The wake takes the root's bits by a mask.
fn two_segments_by_a_mask_lose_no_wakeup<const SYNC: bool, const CACHED: bool>() {
    grow::<SYNC, CACHED, 2>(&[GrowingSet::<SYNC, CACHED, 0, 2>::many_bits(0)]);
}

/// As many lists as the root has bits: all segments of a list share one.
fn one_root_bit_of_all_segments_loses_no_wakeup<const SYNC: bool, const CACHED: bool>() {
    grow::<SYNC, CACHED, { usize::BITS as usize }>(&[usize::MAX]);
}

/// The first segment is full. A wait appends a second one while all tasks are woken.
fn grow<const SYNC: bool, const CACHED: bool, const MANY: usize>(wakes: &[usize]) {
    let set = Many::<SYNC, CACHED, MANY>::default();
    let [first, second] = tasks();
    let count = Count::<SYNC>::new(0);
    let _others: Vec<_> = (1..FIRST_SEGMENT).map(|_| set.hold(0, 0)).collect();
    assert!(poll_once(&set, &first, || false).is_pending());
    let racers = wakes.iter().copied().map(|mask| {
        let wake = move |set: &GrowingSet<SYNC, CACHED, 0, MANY>| set.wake(mask);
        racer(&set, &count, wake)
    });
    let all = wakes.len();
    let poll = race(racers, || poll_once(&set, &second, || count.get() == all));
    assert!(first.is_notified(), "a wakeup is lost");
    assert!(poll.is_ready() || second.is_notified(), "a wakeup is lost");
}

/// Two threads find no free slot in the list, and both append a segment.
fn two_threads_that_grow_a_list_are_both_woken<const SYNC: bool, const CACHED: bool>() {
    let set = Many::<SYNC, CACHED, 1>::default();
    let tasks = tasks::<2>();
    let probes = tasks.each_ref().map(|task| task.probe());
    let others: Vec<_> = (0..FIRST_SEGMENT).map(|_| set.hold(0, 0)).collect();
    let polls = tasks.map(|task| {
        let set = set.clone();
        let poll: Racer = Box::new(move || _ = poll_once(&set, &task, || false));
        poll
    });
    race(polls, || {});
    set.wake(usize::MAX);
    assert!(
        probes.iter().all(|probe| probe.is_notified()),
        "a wakeup is lost"
    );
    drop(others);
    drop(set);
    assert!(probes.iter().all(|probe| probe.owners() == 0));
}

/// A wake of one list leaves the bits of the other list to the other wake.
fn masked_wakes_wake_only_their_lists<const SYNC: bool, const CACHED: bool>() {
    let set = Many::<SYNC, CACHED, 2>::default();
    let tasks = tasks::<2>();
    let count = Count::<SYNC>::new(0);
    let mut registrations = [0, 1].map(|list| Registration::<_, false>::new(set.hold(list, 0)));
    for (registration, task) in registrations.iter_mut().zip(&tasks) {
        let waker = task.waker();
        let mut cx = Context::from_waker(&waker);
        assert!(registration.poll(&mut cx, || false).is_pending());
    }
    let racers = [0, 1].map(|list| {
        let mask = GrowingSet::<SYNC, CACHED, 0, 2>::many_bits(list);
        racer(&set, &count, move |set: &GrowingSet<SYNC, CACHED, 0, 2>| {
            set.wake(mask);
        })
    });
    race(racers, || {});
    assert_eq!(tasks.each_ref().map(|task| task.wakes()), [1, 1]);
}
