//! `storage = owned`: waits by `&self`, in a set that grows.

use crate::waitable::{AtomicBool, AtomicUsize, block_on, model, race, within_limit};
use spmc_waker::waitable;
use spmc_waker_tests::{facade::Racer, raw::Task};
use std::{pin::Pin, sync::atomic::Ordering::Relaxed, task::Context};

/// Two flags that many tasks wait for, and a lone waiter.
#[derive(Default)]
struct Flags {
    a: AtomicBool,
    b: AtomicBool,
}

#[waitable(notifier = Setter, waiters = Token, waiter = Lone)]
impl Flags {
    #[notify]
    fn set_a(&self) {
        self.a.store(true, Relaxed);
    }

    #[notify]
    fn set_b(&self) {
        self.b.store(true, Relaxed);
    }

    #[wait(a, by = Token, query)]
    fn is_a(&self) -> bool {
        self.a.load(Relaxed)
    }

    #[wait(b, by = Token, query)]
    fn is_b(&self) -> bool {
        self.b.load(Relaxed)
    }

    #[wait(both, by = Lone, query)]
    fn are_both(&self) -> bool {
        self.a.load(Relaxed) && self.b.load(Relaxed)
    }
}

/// Two tasks are registered, and two threads make changes. Each wakes both.
fn two_waits_and_two_changes() {
    let (setter, mut token, lone) = Flags::default().into_handles();
    let mut other = token.clone();
    let tasks = [Task::new(), Task::new()];
    let [a, b] = tasks.each_ref().map(Task::waker);
    assert!(token.poll_a(&mut Context::from_waker(&a)).is_pending());
    assert!(other.poll_b(&mut Context::from_waker(&b)).is_pending());
    let kept = setter.clone();
    race([Box::new(move || setter.set_a()) as Racer], || kept.set_b());
    assert!(tasks.iter().all(|task| task.is_notified()));
    drop((token, other, lone, kept));
}

/// A task waits while two changes are made. The first one wakes it without a reason.
fn one_wait_and_two_changes() {
    let (setter, token, lone) = Flags::default().into_handles();
    let change: Racer = Box::new(move || {
        setter.set_a();
        setter.set_b();
    });
    race([change], || block_on(token.b()));
    drop(lone);
}

/// A lone waiter is registered, and one of many registers while the change is made.
fn a_lone_waiter_and_one_of_many() {
    let (setter, token, mut lone) = Flags::default().into_handles();
    let task = Task::new();
    assert!(
        lone.poll_both(&mut Context::from_waker(&task.waker()))
            .is_pending()
    );
    race([Box::new(move || setter.set_a()) as Racer], || {
        block_on(token.a());
    });
    assert!(task.is_notified());
}

/// One of many is registered, and a lone waiter registers while the change is made.
fn one_of_many_and_a_lone_waiter() {
    let (setter, mut token, mut lone) = Flags::default().into_handles();
    setter.set_b();
    let task = Task::new();
    assert!(
        token
            .poll_a(&mut Context::from_waker(&task.waker()))
            .is_pending()
    );
    race([Box::new(move || setter.set_a()) as Racer], || {
        block_on(lone.both());
    });
    assert!(task.is_notified());
}

/// A task waits in its handle's own slot, and unregisters or drops the handle while it is woken.
fn given_up_while_woken(give_up: fn(Token)) {
    let (setter, mut token, lone) = Flags::default().into_handles();
    let task = Task::new();
    assert!(
        token
            .poll_a(&mut Context::from_waker(&task.waker()))
            .is_pending()
    );
    let change: Racer = Box::new(move || setter.set_a());
    race([change], || give_up(token));
    drop(lone);
    assert_eq!(task.owners(), 1, "no waker is left");
}

fn unregistered_while_woken() {
    given_up_while_woken(|mut token| {
        token.unregister();
        assert!(!token.unregister());
    });
}

fn dropped_while_woken() {
    given_up_while_woken(drop);
}

/// Permits of which each release wakes one.
#[derive(Default)]
struct Semaphore {
    free: AtomicUsize,
}

#[waitable(waiters = Permits, notifier = none)]
impl Semaphore {
    #[notify(by = Permits, wakes = one(take))]
    fn release(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    #[wait(take, blocking, wakes = none)]
    fn try_take(&self) -> bool {
        let take = |free: usize| free.checked_sub(1);
        self.free.fetch_update(Relaxed, Relaxed, take).is_ok()
    }
}

fn a_blocked_thread() {
    let permits = Semaphore::default().into_handle();
    let other = permits.clone();
    race([Box::new(move || other.release()) as Racer], || {
        within_limit(|| permits.blocking_take());
    });
}

/// Two tasks wait for one permit. The one that is woken first may give up.
fn given_up_with_a_wake(give_up: fn(&mut Option<PermitsTake<'_>>, Permits)) {
    let permits = Semaphore::default().into_handle();
    let (other, mut second) = (permits.clone(), permits.clone());
    let tasks = [Task::new(), Task::new()];
    {
        let mut wait = Some(permits.take());
        let waker = tasks[0].waker();
        let first = Pin::new(wait.as_mut().expect("it is there"));
        assert!(first.poll(&mut Context::from_waker(&waker)).is_pending());
        let waker = tasks[1].waker();
        assert!(
            second
                .poll_take(&mut Context::from_waker(&waker))
                .is_pending()
        );
        race([Box::new(move || other.release()) as Racer], || {
            give_up(&mut wait, permits.clone());
        });
    }
    assert!(tasks[1].is_notified() || !second.try_take());
}

/// The first task's future is dropped.
fn dropped_with_a_wake() {
    given_up_with_a_wake(|wait, _| *wait = None);
}

/// The first task is polled once more. If it finds nothing, it gives up.
fn polled_and_dropped_with_a_wake() {
    given_up_with_a_wake(|wait, _| {
        let task = Task::new();
        let first = Pin::new(wait.as_mut().expect("it is there"));
        if first
            .poll(&mut Context::from_waker(&task.waker()))
            .is_pending()
        {
            *wait = None;
        }
    });
}

#[test]
fn two_changes_wake_the_waits_of_two_handles() {
    model(two_waits_and_two_changes);
}

#[test]
fn a_wait_misses_neither_of_two_changes() {
    model(one_wait_and_two_changes);
}

#[test]
fn a_change_wakes_one_of_many_that_registers_beside_a_lone_waiter() {
    model(a_lone_waiter_and_one_of_many);
}

#[test]
fn a_change_wakes_a_lone_waiter_that_registers_beside_one_of_many() {
    model(one_of_many_and_a_lone_waiter);
}

#[test]
fn a_handle_that_unregisters_leaves_no_waker() {
    model(unregistered_while_woken);
}

#[test]
fn a_handle_that_is_dropped_leaves_no_waker() {
    model(dropped_while_woken);
}

#[test]
fn a_thread_that_blocks_is_woken() {
    model(a_blocked_thread);
}

#[test]
fn a_future_that_is_dropped_passes_its_wake_on() {
    model(dropped_with_a_wake);
}

#[test]
fn a_future_that_is_polled_and_dropped_passes_its_wake_on() {
    model(polled_and_dropped_with_a_wake);
}
