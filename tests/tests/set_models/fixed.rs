//! No wakeup is lost in a fixed set.

use crate::{Count, assert_owned_once, racer, tasks};
use spmc_waker_tests::{
    facade::{Racer, join, race, thread},
    raw::{FixedSide, fixed_set},
};
use std::task::Context;

tests! {
    cached_modes:
        one_wake_is_not_lost
        two_wakes_are_not_lost
        other_slots_lose_no_wakeup
        masked_wakes_wake_only_their_slots
        repeated_polls_lose_no_wakeup
        one_of_two_is_woken_for_each_token
}

tests! {
    all_modes:
        kept_registrations_lose_no_wakeup
}

/// Only one poll: a second one would execute a fence that the first should have executed.
fn one_wake_is_not_lost<const SYNC: bool, const CACHED: bool>() {
    wait_for::<SYNC, CACHED>([0b10]);
}

fn two_wakes_are_not_lost<const SYNC: bool, const CACHED: bool>() {
    wait_for::<SYNC, CACHED>([usize::MAX, 0b11]);
}

/// Polls the second slot once, until all wakes have come. Meanwhile, each racer wakes the slots of one mask.
fn wait_for<const SYNC: bool, const CACHED: bool>(wakes: impl IntoIterator<Item = usize>) {
    let ([_, mut side], set) = fixed_set::<SYNC, CACHED, 2>();
    let [task] = tasks();
    let count = Count::new(0);
    let racers: Vec<Racer> = wakes
        .into_iter()
        .map(|mask| racer::<SYNC, _>(&set, &count, move |set| set.wake(mask)))
        .collect();
    let all = racers.len();
    let poll = race(racers, || side.poll(&task.waker(), || count.get() == all));
    assert!(poll.is_ready() || task.is_notified(), "a wakeup is lost");
    drop((side, set));
    assert_owned_once(&[task]);
}

/// Another slot's bit is set and taken at the same time.
fn other_slots_lose_no_wakeup<const SYNC: bool, const CACHED: bool>() {
    let ([mut first, mut second], set) = fixed_set::<SYNC, CACHED, 2>();
    let [task, other] = tasks();
    let count = Count::<SYNC>::new(0);
    let wake = racer(&set, &count, |set| set.wake(usize::MAX));
    let (other_count, probe) = (count.clone(), other.probe());
    let second = thread::spawn(move || second.poll(&other.waker(), || other_count.get() == 1));
    let poll = race([wake], || first.poll(&task.waker(), || count.get() == 1));
    let other_poll = join(second);
    assert!(poll.is_ready() || task.is_notified(), "a wakeup is lost");
    assert!(
        other_poll.is_ready() || probe.is_notified(),
        "a wakeup is lost"
    );
}

/// A wake of one slot leaves the other slot's bit to the other wake.
fn masked_wakes_wake_only_their_slots<const SYNC: bool, const CACHED: bool>() {
    let (sides, set) = fixed_set::<SYNC, CACHED, 2>();
    let tasks = tasks::<2>();
    let counts = [Count::new(0), Count::new(0)];
    for (mut side, task) in sides.into_iter().zip(&tasks) {
        assert!(side.poll(&task.waker(), || false).is_pending());
    }
    let racers =
        [0, 1].map(|slot| racer::<SYNC, _>(&set, &counts[slot], move |set| set.wake(1 << slot)));
    race(racers, || {});
    assert!(
        tasks.iter().all(|task| task.is_notified()),
        "a wakeup is lost"
    );
    assert_eq!(tasks.each_ref().map(|task| task.wakes()), [1, 1]);
}

/// The task is registered and its bit is set. Its second poll must notice if a wake has taken either.
fn repeated_polls_lose_no_wakeup<const SYNC: bool, const CACHED: bool>() {
    let ([mut side, _], set) = fixed_set::<SYNC, CACHED, 2>();
    let [task] = tasks();
    let count = Count::<SYNC>::new(0);
    assert!(side.poll(&task.waker(), || false).is_pending());
    let racers = [0, 1].map(|_| racer(&set, &count, |set| set.wake(usize::MAX)));
    let poll = race(racers, || {
        // An executor does the same before it polls.
        task.discard();
        side.poll(&task.waker(), || count.get() == 2)
    });
    assert!(poll.is_ready() || task.is_notified(), "a wakeup is lost");
}

/// Two tokens for two slots. A wake of one announces each token.
fn one_of_two_is_woken_for_each_token<const SYNC: bool, const CACHED: bool>() {
    let (mut sides, set) = fixed_set::<SYNC, CACHED, 2>();
    let tasks = tasks::<2>();
    let tokens = Count::<SYNC>::new(0);
    let mut waits = sides.each_mut().map(FixedSide::wait);
    let mut poll = |slot: usize| {
        // An executor does the same before it polls.
        tasks[slot].discard();
        let waker = tasks[slot].waker();
        waits[slot].poll(&mut Context::from_waker(&waker), || tokens.take())
    };
    assert!(poll(1).is_pending());
    let racers = [0, 1].map(|_| racer(&set, &tokens, |set| set.wake_one(0b11)));
    let mut is_ready = [race(racers, || poll(0)).is_ready(), false];
    while let Some(slot) = (0..2).find(|slot| !is_ready[*slot] && tasks[*slot].is_notified()) {
        is_ready[slot] = poll(slot).is_ready();
    }
    assert_eq!(is_ready, [true; 2], "a wakeup is lost");
    assert_eq!(tokens.get(), 0);
    drop(waits);
    drop((sides, set));
    assert_owned_once(&tasks);
}

/// A wake has taken the bit of an earlier wait, and then stalls. It comes to the slot of the next wait, which has set the
/// bit again. If its notification is the one that a poll discards, that poll must not find the registration that this
/// wake has consumed: another wake takes the bit, and finds nothing in the slot.
fn kept_registrations_lose_no_wakeup<const SYNC: bool, const CACHED: bool>() {
    let ([mut side, _], set) = fixed_set::<SYNC, CACHED, 2>();
    let [task] = tasks();
    let waker = task.waker();
    let mut cx = Context::from_waker(&waker);
    assert!(side.wait().poll(&mut cx, || false).is_pending());
    let count = Count::<SYNC>::new(1);
    set.wake(0b11);
    let mut wait = side.wait();
    assert!(wait.poll(&mut cx, || count.get() == 2).is_pending());
    let set_there = set.clone();
    let stalled: Racer = Box::new(move || set_there.slot(0).wake());
    let wake = racer(&set, &count, |set| set.wake(0b11));
    let poll = race([stalled, wake], || {
        // An executor does the same before it polls.
        task.discard();
        wait.poll(&mut cx, || count.get() == 2)
    });
    assert!(poll.is_ready() || task.is_notified(), "a wakeup is lost");
    drop(wait);
    drop((side, set));
    assert_owned_once(&[task]);
}
