//! The waits of a handle use its own slot, one after the other. It keeps the waker of their task.

use spmc_waker::waitable;
use spmc_waker_tests::raw::Task;
use std::{
    future::Future,
    pin::pin,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    task::Context,
};

#[derive(Default)]
struct Bell(AtomicBool);

#[waitable(notifier = Rope, waiters = Ear)]
impl Bell {
    #[notify]
    fn ring(&self) {
        self.0.store(true, Relaxed);
    }

    #[wait(rung, query)]
    fn is_rung(&self) -> bool {
        self.0.load(Relaxed)
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
