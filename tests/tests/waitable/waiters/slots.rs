//! Each wait has a slot: its handle's own, or one of the set.

use crate::waitable::{Task, Tasks, poll_once};
use futures::{FutureExt as _, Stream as _, StreamExt as _};
use spmc_waker::waitable;
use spmc_waker_tests::raw;
use std::{
    mem,
    pin::{Pin, pin},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    task::{Context, Poll, Waker},
    time::Duration,
};

#[derive(Default)]
struct Bell {
    rung: AtomicBool,
    visits: AtomicUsize,
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

    #[notify]
    fn enter(&self) {
        self.visits.fetch_add(1, Relaxed);
    }

    #[wait(rung, await, blocking, query)]
    fn is_rung(&self) -> bool {
        self.rung.load(Relaxed)
    }

    #[wait(visit, stream, wakes = none)]
    fn try_visit(&self) -> Poll<Option<usize>> {
        let take = |visits: usize| visits.checked_sub(1);
        match self.visits.fetch_update(Relaxed, Relaxed, take) {
            Ok(visit) => Poll::Ready(Some(visit)),
            Err(_) if self.rung.load(Relaxed) => Poll::Ready(None),
            Err(_) => Poll::Pending,
        }
    }
}

#[test]
fn many_waits_of_one_handle_are_pending_at_once_and_all_are_woken() {
    let (rope, ear) = Bell::default().into_pair();
    // More than one segment of the set.
    const WAITS: usize = 200;
    let tasks = Tasks::<WAITS>::new();
    let mut waits: Vec<_> = (0..WAITS).map(|_| ear.rung()).collect();
    for (task, wait) in waits.iter_mut().enumerate() {
        assert!(Pin::new(wait).poll(&mut tasks.cx(task)).is_pending());
    }
    rope.knock();
    assert_eq!(tasks.wakes(), [1; WAITS]);
    // Every other one is given up.
    let mut number = 0;
    waits.retain(|_| {
        number += 1;
        number % 2 == 0
    });
    for (index, wait) in waits.iter_mut().enumerate() {
        let task = 2 * index + 1;
        assert!(Pin::new(wait).poll(&mut tasks.cx(task)).is_pending());
    }
    rope.ring();
    let expected: [_; WAITS] = std::array::from_fn(|task| 1 + task % 2);
    assert_eq!(tasks.wakes(), expected);
    for wait in &mut waits {
        assert!(poll_once(wait).is_ready());
    }
}

#[test]
fn waits_of_many_handles_are_all_woken() {
    let (rope, ear) = Bell::default().into_pair();
    const HANDLES: usize = 150;
    let tasks = Tasks::<HANDLES>::new();
    let mut ears: Vec<_> = (0..HANDLES).map(|_| ear.clone()).collect();
    for (task, ear) in ears.iter_mut().enumerate() {
        assert!(ear.poll_rung(&mut tasks.cx(task)).is_pending());
    }
    // The slots of handles that are gone are free for others.
    ears.truncate(HANDLES / 2);
    let others: Vec<_> = (0..HANDLES).map(|_| Ear::of(&rope)).collect();
    let mut waits: Vec<_> = others.iter().map(Ear::rung).collect();
    let more = Tasks::<HANDLES>::new();
    for (task, wait) in waits.iter_mut().enumerate() {
        assert!(Pin::new(wait).poll(&mut more.cx(task)).is_pending());
    }
    rope.ring();
    let expected: [_; HANDLES] = std::array::from_fn(|task| usize::from(task < HANDLES / 2));
    assert_eq!(tasks.wakes(), expected);
    assert_eq!(more.wakes(), [1; HANDLES]);
}

#[test]
fn a_future_and_a_poll_of_one_handle_do_not_replace_each_other() {
    let (rope, mut ear) = Bell::default().into_pair();
    let tasks = Tasks::<3>::new();
    assert!(ear.poll_rung(&mut tasks.cx(0)).is_pending());
    {
        let mut first = ear.rung();
        let mut second = ear.rung();
        assert!(Pin::new(&mut first).poll(&mut tasks.cx(1)).is_pending());
        assert!(Pin::new(&mut second).poll(&mut tasks.cx(2)).is_pending());
        rope.knock();
        assert_eq!(tasks.wakes(), [1; 3]);
        assert!(Pin::new(&mut first).poll(&mut tasks.cx(1)).is_pending());
    }
    // The future is dropped, and its registration with it. That of the poll was consumed.
    rope.knock();
    assert_eq!(tasks.wakes(), [1; 3]);
    assert!(!ear.unregister());
    assert!(ear.poll_rung(&mut tasks.cx(0)).is_pending());
    assert!(ear.unregister());
    rope.knock();
    assert_eq!(tasks.wakes(), [1; 3]);
}

#[test]
fn a_wait_that_was_looked_at_once_leaves_the_tasks_registration() {
    let (rope, mut ear) = Bell::default().into_pair();
    let tasks = Tasks::<1>::new();
    assert!(ear.poll_rung(&mut tasks.cx(0)).is_pending());
    assert!(ear.rung().now_or_never().is_none());
    assert!(ear.visit().now_or_never().is_none());
    assert!(!ear.is_rung());
    rope.ring();
    assert_eq!(tasks.wakes(), [1]);
}

#[test]
fn a_forgotten_future_costs_a_slot_and_no_wakeup() {
    let (rope, mut ear) = Bell::default().into_pair();
    let forgotten = Tasks::<1>::new();
    // The first has the handle's own slot. The others have slots of the set.
    for _ in 0..10 {
        let mut wait = ear.rung();
        assert!(Pin::new(&mut wait).poll(&mut forgotten.cx(0)).is_pending());
        mem::forget(wait);
    }
    let tasks = Tasks::<2>::new();
    assert!(ear.poll_rung(&mut tasks.cx(0)).is_pending());
    let other = ear.clone();
    let mut wait = other.rung();
    assert!(Pin::new(&mut wait).poll(&mut tasks.cx(1)).is_pending());
    rope.ring();
    assert_eq!(tasks.wakes(), [1, 1]);
    assert_eq!(forgotten.wakes(), [9], "the handle's own was reset");
}

#[test]
fn what_forgotten_futures_have_registered_is_dropped_with_the_condition() {
    let (rope, ear) = Bell::default().into_pair();
    let task = raw::Task::new();
    for _ in 0..10 {
        let waker = task.waker();
        let mut wait = ear.rung();
        let cx = &mut Context::from_waker(&waker);
        assert!(Pin::new(&mut wait).poll(cx).is_pending());
        mem::forget(wait);
    }
    assert_eq!(task.owners(), 11);
    drop(ear);
    assert_eq!(task.owners(), 10, "the handle's own slot");
    drop(rope);
    assert_eq!((task.owners(), task.wakes()), (1, 0));
}

#[test]
fn the_handle_and_its_stream_wait_by_slots_of_their_own() {
    let (rope, mut ear) = Bell::default().into_pair();
    let mut other = ear.clone();
    let tasks = Tasks::<3>::new();
    assert!(Pin::new(&mut ear).poll(&mut tasks.cx(0)).is_pending());
    assert!(Pin::new(&mut ear).poll_next(&mut tasks.cx(1)).is_pending());
    assert!(
        Pin::new(&mut other)
            .poll_next(&mut tasks.cx(2))
            .is_pending()
    );
    rope.enter();
    assert_eq!(tasks.wakes(), [1, 1, 1]);
    assert_eq!(ear.next().now_or_never(), Some(Some(1)));
    assert!(
        Pin::new(&mut other)
            .poll_next(&mut tasks.cx(2))
            .is_pending()
    );
    rope.ring();
    assert_eq!(tasks.wakes(), [1, 1, 2]);
    assert_eq!(other.next().now_or_never(), Some(None));
    assert_eq!(ear.now_or_never(), Some(()));
}

#[test]
fn a_handle_that_is_dropped_lets_go_of_its_tasks() {
    let (rope, mut ear) = Bell::default().into_pair();
    let task = raw::Task::new();
    let other = ear.clone();
    {
        let waker = task.waker();
        let cx = &mut Context::from_waker(&waker);
        assert!(ear.poll_rung(cx).is_pending());
        assert!(ear.poll_visit(cx).is_pending());
        let mut wait = pin!(other.rung());
        assert!(wait.as_mut().poll(cx).is_pending());
        rope.knock();
        assert!(ear.poll_rung(cx).is_pending());
    }
    // The wait that is over gave its slot back, which is its handle's own and keeps the waker.
    assert_eq!(task.owners(), 4);
    drop(ear);
    assert_eq!(task.owners(), 2);
    let mut other = other;
    assert!(!other.unregister());
    assert_eq!(task.owners(), 1);
    assert_eq!(task.wakes(), 3);
    drop(rope);
}

#[test]
fn a_future_that_took_a_slot_of_the_set_gives_it_back_without_a_waker() {
    let (_rope, ear) = Bell::default().into_pair();
    let (first, second) = (raw::Task::new(), raw::Task::new());
    let waker = first.waker();
    let mut own = pin!(ear.rung());
    assert!(
        own.as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_pending()
    );
    for _ in 0..50 {
        let waker = second.waker();
        let mut taken = pin!(ear.rung());
        let cx = &mut Context::from_waker(&waker);
        assert!(taken.as_mut().poll(cx).is_pending());
        assert_eq!(second.owners(), 2);
    }
    assert_eq!(second.owners(), 1);
    assert_eq!((first.owners(), second.wakes()), (2, 0));
}

#[test]
fn a_ready_wait_leaves_no_registration() {
    let (rope, mut ear) = Bell::default().into_pair();
    let tasks = Tasks::<1>::new();
    assert!(ear.poll_rung(&mut tasks.cx(0)).is_pending());
    assert!(ear.poll_visit(&mut tasks.cx(0)).is_pending());
    rope.ring();
    assert_eq!(tasks.wakes(), [2]);
    assert!(ear.poll_rung(&mut tasks.cx(0)).is_ready());
    assert!(ear.poll_visit(&mut tasks.cx(0)).is_ready());
    assert!(!ear.unregister());
    rope.knock();
    assert_eq!(tasks.wakes(), [2]);
}

#[test]
fn a_task_with_another_waker_at_each_poll_is_woken_by_the_last_and_does_not_spin() {
    let (rope, mut ear) = Bell::default().into_pair();
    let mut all = Vec::new();
    for _ in 0..10 {
        let (task, waker) = Task::new();
        let cx = &mut Context::from_waker(&waker);
        assert!(ear.poll_rung(cx).is_pending());
        assert!(ear.poll_visit(cx).is_pending());
        all.push(task);
    }
    assert!(all.iter().all(|task| task.wakes() == 0));
    rope.enter();
    let wakes: Vec<_> = all.iter().map(|task| task.wakes()).collect();
    assert_eq!(wakes, [0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
}

#[test]
fn a_thread_that_blocks_leaves_the_task_that_polls_the_same_wait_registered() {
    let (rope, mut ear) = Bell::default().into_pair();
    let tasks = Tasks::<1>::new();
    assert!(ear.poll_rung(&mut tasks.cx(0)).is_pending());
    assert!(ear.rung_timeout(Duration::from_millis(1)).is_err());
    assert_eq!(tasks.wakes(), [0]);
    rope.ring();
    assert_eq!(tasks.wakes(), [1]);
}

#[test]
fn futures_are_fused_and_a_handle_is_not() {
    use futures::future::FusedFuture as _;

    let (rope, mut ear) = Bell::default().into_pair();
    let mut wait = ear.rung();
    assert!(!wait.is_terminated());
    assert!(poll_once(&mut wait).is_pending());
    assert!(!wait.is_terminated());
    rope.ring();
    assert!(poll_once(&mut wait).is_ready());
    assert!(wait.is_terminated());
    drop(wait);
    // A handle waits again.
    assert!(poll_once(&mut ear).is_ready());
    assert!(poll_once(&mut ear).is_ready());
    let cx = &mut Context::from_waker(Waker::noop());
    assert_eq!(ear.poll_visit(cx), Poll::Ready(None));
}
