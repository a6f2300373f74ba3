//! `storage = borrowed`: waiters are claimed and dropped, one at a time.

use crate::waitable::{AtomicBool, block_on, model, race};
use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::{facade::Racer, raw::Task};
use std::{
    mem,
    sync::{Arc, atomic::Ordering::Relaxed},
    task::Context,
};

#[waitable(until = |event| event.happened.load(Relaxed), storage = borrowed)]
struct Event {
    happened: AtomicBool,
}

// The standard library's `Arc`, under loom, too: loom's would add synchronisation.
fn event() -> Arc<Waitable<Event>> {
    Arc::new(Waitable::new(Event {
        happened: AtomicBool::new(false),
    }))
}

fn happen(event: &Arc<Waitable<Event>>) -> Racer {
    let event = Arc::clone(event);
    Box::new(move || {
        EventNotifier::new(&event).notify(|event| event.happened.store(true, Relaxed));
    })
}

/// Claims the waiter if it is free, and registers a task that nobody else owns.
fn register(event: &Waitable<Event>, task: Task) {
    if let Some(mut waiter) = EventWaiter::claim(event) {
        _ = waiter.poll_wait(&mut Context::from_waker(&task.waker()));
        // Drop the task first, so that the waiter's drop is the one that drops the last waker.
        drop(task);
    }
}

/// Two threads claim the waiter. If both succeed, the second sees everything that the first did.
fn waiters_in_turn() {
    let event = event();
    let tasks = [Task::new(), Task::new()];
    let probes = tasks.each_ref().map(Task::probe);
    let [a, b] = tasks;
    let other = Arc::clone(&event);
    race([Box::new(move || register(&other, a)) as _], || {
        register(&event, b);
    });
    drop(event);
    assert!(
        probes.iter().all(|probe| probe.owners() == 0),
        "leaked: {probes:?}"
    );
}

/// The same, while a change wakes the waiter.
fn waiters_in_turn_are_woken() {
    let event = event();
    let (task, other) = (Task::new(), Arc::clone(&event));
    let probe = task.probe();
    let turn = move || register(&other, task);
    race([Box::new(turn) as _, happen(&event)], || {
        EventWaiter::claim(&event).map(block_on);
    });
    drop(event);
    assert_eq!(probe.owners(), 0);
}

#[test]
fn a_waiter_finds_what_the_last_one_left() {
    model(waiters_in_turn);
}

#[test]
fn a_waiter_that_follows_another_is_woken() {
    model(waiters_in_turn_are_woken);
}

#[waitable(until = |event| event.happened.load(Relaxed), waiters = Guest[1], storage = borrowed)]
struct Party {
    happened: AtomicBool,
}

/// Claims the only handle of a kind of `waiters`, and keeps it. Returns whether it was free.
fn claim_for_good(party: &Waitable<Party>) -> bool {
    Guest::claim(party).map(mem::forget).is_some()
}

#[test]
fn of_two_threads_that_claim_the_only_handle_one_gets_it() {
    model(|| {
        let party = Arc::new(Waitable::new(Party {
            happened: AtomicBool::new(false),
        }));
        let other = Arc::clone(&party);
        let other_has_it = Arc::new(AtomicBool::new(false));
        let tells = Arc::clone(&other_has_it);
        let claim = move || tells.store(claim_for_good(&other), Relaxed);
        let has_it = race([Box::new(claim) as _], || claim_for_good(&party));
        assert_ne!(has_it, other_has_it.load(Relaxed));
    });
}
