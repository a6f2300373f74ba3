//! Registrars are claimed and dropped, one at a time. Each sees everything that the last one did.

use crate::waker::tasks;
use spmc_waker::ClaimWaker;
use spmc_waker_tests::{
    facade::{AtomicUsize, Racer, condition_ordering, race},
    raw::{Exclusive, Task},
};
use std::{sync::Arc, task::Context};

tests! {
    all_modes:
        in_turn_two_claims_leave_nothing
        in_turn_while_woken_two_claims_leave_nothing
        next_claim_is_woken
}

/// Uses the standard library's `Arc`: loom's would add synchronisation.
type Shared<const SYNC: bool, const CACHED: bool> = Arc<(ClaimWaker<SYNC, CACHED>, Exclusive)>;

fn shared<const SYNC: bool, const CACHED: bool>() -> Shared<SYNC, CACHED> {
    Arc::new((ClaimWaker::new(), Exclusive::new()))
}

/// If the registrar is free, registers a task that nobody else owns, and drops the registrar.
fn turn<const SYNC: bool, const CACHED: bool>(
    shared: &Shared<SYNC, CACHED>,
    task: Task,
) -> impl FnOnce() + Send + 'static {
    let shared = Arc::clone(shared);
    move || {
        let (waker, exclusive) = &*shared;
        if let Some(mut registrar) = waker.claim() {
            exclusive.use_alone();
            registrar.register(&task.waker());
            drop(task);
        }
    }
}

fn wake<const SYNC: bool, const CACHED: bool>(shared: &Shared<SYNC, CACHED>) -> Racer {
    let shared = Arc::clone(shared);
    Box::new(move || shared.0.wake())
}

/// Two threads claim the registrar. Either one after the other succeeds, or one of them fails. Neither leaves a
/// waker.
fn in_turn_two_claims_leave_nothing<const SYNC: bool, const CACHED: bool>() {
    let shared = shared::<SYNC, CACHED>();
    let tasks = tasks::<2>();
    let probes = tasks.each_ref().map(|task| task.probe());
    let [first, second] = tasks;
    race([Box::new(turn(&shared, first)) as _], turn(&shared, second));
    assert!(probes.iter().all(|probe| probe.owners() == 0));
    assert!(shared.0.claim().is_some());
    assert!((1..=3).contains(&shared.1.use_alone()));
}

/// The same with a concurrent wake. The first registrar may have to leave its waker to the wake, and then the next
/// one may have to reclaim it.
fn in_turn_while_woken_two_claims_leave_nothing<const SYNC: bool, const CACHED: bool>() {
    let shared = shared::<SYNC, CACHED>();
    let tasks = tasks::<2>();
    let probes = tasks.each_ref().map(|task| task.probe());
    let [first, second] = tasks;
    let racers = [Box::new(turn(&shared, first)) as Racer, wake(&shared)];
    race(racers, turn(&shared, second));
    drop(shared);
    assert!(probes.iter().all(|probe| probe.owners() == 0));
    // The wake may wake both tasks: the second one spuriously, if the first registrar has left its waker to the wake.
    assert!(probes.iter().all(|probe| probe.wakes() <= 1));
}

/// The second registrar loses no wakeup, whatever the first one has left.
fn next_claim_is_woken<const SYNC: bool, const CACHED: bool>() {
    let shared = shared::<SYNC, CACHED>();
    let [first, second] = tasks();
    let done = Arc::new(AtomicUsize::new(0));
    let notify = {
        let (shared, done) = (Arc::clone(&shared), Arc::clone(&done));
        move || {
            done.fetch_add(1, condition_ordering(SYNC));
            shared.0.wake();
        }
    };
    let racers = [Box::new(turn(&shared, first)) as Racer, Box::new(notify)];
    let waiting = race(racers, || {
        let mut registrar = shared.0.claim()?;
        let poll = registrar.poll_wait_until(&mut Context::from_waker(&second.waker()), || {
            done.load(condition_ordering(SYNC)) == 1
        });
        poll.is_pending().then_some(registrar)
    });
    if waiting.is_some() {
        assert!(second.is_notified(), "a wakeup is lost");
    }
    drop(waiting);
    drop(shared);
    assert_eq!(second.owners(), 1);
}
