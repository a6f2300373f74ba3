//! The waits of a handle use its own slot, one after the other. It keeps the waker of their task.

use spmc_waker::waitable;
use spmc_waker_tests::raw::Task;
use std::{
    future::Future,
    pin::pin,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    task::Context,
};

#[derive(Default)]
struct Bell {
    rung: AtomicBool,
    checks: AtomicUsize,
}

#[waitable(notifier = Rope, waiters = Ear)]
impl Bell {
    #[notify]
    fn ring(&self) {
        self.rung.store(true, Relaxed);
    }

    /// Wakes everybody without a reason.
    #[notify]
    fn knock(&self) {}

    #[notify(wakes = none)]
    fn checks(&self) -> usize {
        self.checks.load(Relaxed)
    }

    #[wait(rung, wakes = none)]
    fn is_rung(&self) -> bool {
        self.checks.fetch_add(1, Relaxed);
        self.rung.load(Relaxed)
    }
}

/// Polls a few futures, and gives each up before the next.
fn give_up_a_few(ear: &Ear, task: &Task) {
    for _ in 0..3 {
        let future = pin!(ear.rung());
        let poll = future.poll(&mut Context::from_waker(&task.waker()));
        assert!(poll.is_pending());
    }
}

#[test]
fn the_futures_of_a_handle_clone_the_waker_of_their_task_once() {
    let (_rope, mut ear) = Bell::default().into_pair();
    let task = Task::new();
    give_up_a_few(&ear, &task);
    assert_eq!(task.clones(), 1);
    // The handle gives its slot back, and takes another one for all waits that follow.
    assert!(!ear.unregister());
    give_up_a_few(&ear, &task);
    assert_eq!(task.clones(), 2);
    // The same, while a poll of the handle is pending.
    let poll = ear.poll_rung(&mut Context::from_waker(&task.waker()));
    assert!(poll.is_pending());
    assert!(ear.unregister());
    give_up_a_few(&ear, &task);
    assert_eq!(task.clones(), 3);
}

#[test]
fn a_poll_that_is_ready_at_once_takes_no_slot() {
    let (rope, mut ear) = Bell::default().into_pair();
    rope.ring();
    let task = Task::new();
    let poll = ear.poll_rung(&mut Context::from_waker(&task.waker()));
    assert!(poll.is_ready());
    assert_eq!(format!("{ear:?}"), "Ear { rung: {}, .. }");
}

#[test]
fn a_pending_poll_checks_before_it_registers_and_after() {
    let (rope, mut ear) = Bell::default().into_pair();
    let task = Task::new();
    for polls in 1..3 {
        let poll = ear.poll_rung(&mut Context::from_waker(&task.waker()));
        assert!(poll.is_pending());
        assert_eq!(rope.checks(), 2 * polls);
    }
}

/// The first segment of the set has fewer slots than there are handles.
#[test]
fn each_of_many_handles_may_be_the_first_to_wait() {
    for waiting in 0..100 {
        let (rope, ear) = Bell::default().into_pair();
        let ears: Vec<_> = (0..waiting).map(|_| ear.clone()).collect();
        let task = Task::new();
        let mut rung = pin!(ears.last().unwrap_or(&ear).rung());
        let poll = rung.as_mut().poll(&mut Context::from_waker(&task.waker()));
        assert!(poll.is_pending());
        rope.ring();
        assert_eq!(task.wakes(), 1, "{waiting}");
    }
}

/// No `one(…)` may choose these waits, so nothing is owed to the others.
#[test]
fn a_handle_that_is_dropped_after_a_wake_of_all_wakes_nobody() {
    let (rope, mut first) = Bell::default().into_pair();
    let mut second = first.clone();
    let tasks = [Task::new(), Task::new()];
    for (ear, task) in [&mut first, &mut second].into_iter().zip(&tasks) {
        let poll = ear.poll_rung(&mut Context::from_waker(&task.waker()));
        assert!(poll.is_pending());
    }
    rope.knock();
    let poll = second.poll_rung(&mut Context::from_waker(&tasks[1].waker()));
    assert!(poll.is_pending());
    drop(first);
    assert_eq!(tasks.each_ref().map(|task| task.wakes()), [1, 1]);
}

/// Two waits of a lone waiter, beside a set that grows.
#[derive(Default)]
struct House {
    is_open: AtomicBool,
}

#[waitable(notifier = Owner, waiter = Host, waiters = Guest)]
impl House {
    #[notify]
    fn knock(&self) {}

    #[wait(first, by = Host, query)]
    fn is_first(&self) -> bool {
        self.is_open.load(Relaxed)
    }

    #[wait(second, by = Host, query)]
    fn is_second(&self) -> bool {
        self.is_open.load(Relaxed)
    }

    #[wait(open, by = Guest, query)]
    fn is_open(&self) -> bool {
        self.is_open.load(Relaxed)
    }
}

#[test]
fn the_second_wait_of_a_lone_waiter_is_woken_beside_many() {
    let (owner, mut host, _guest) = House::default().into_handles();
    let task = Task::new();
    let poll = host.poll_second(&mut Context::from_waker(&task.waker()));
    assert!(poll.is_pending());
    owner.knock();
    assert_eq!(task.wakes(), 1);
}
