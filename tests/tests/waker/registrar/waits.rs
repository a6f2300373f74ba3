//! The registrar's future, and its polls.

use crate::waker::registrar::poll;
use spmc_waker::{ClaimWaker, SpmcWaker};
use spmc_waker_tests::raw::Task;
use spmc_waker_tests::time_limit::block_on;
use std::{
    sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    task::{Context, Poll},
    thread,
};

in_all_modes! {
    a_wait_returns_what_its_check_is_ready_with
    a_dropped_wait_stays_registered
    a_ready_wait_is_not_registered
    a_wait_that_is_polled_again_waits_again
}

fn a_wait_returns_what_its_check_is_ready_with<const SYNC: bool, const CACHED: bool>() {
    let mut waker = SpmcWaker::<SYNC, CACHED>::new();
    let (mut registrar, waking) = waker.split();
    assert_eq!(block_on(registrar.wait_until(|| true)), ());
    assert_eq!(block_on(registrar.wait_until(|| Some(1))), 1);
    assert_eq!(
        block_on(registrar.wait_until(|| Poll::Ready("done"))),
        "done"
    );

    let value = AtomicUsize::new(0);
    let check = || match value.swap(0, SeqCst) {
        0 => None,
        value => Some(value),
    };
    thread::scope(|scope| {
        scope.spawn(|| {
            value.store(7, SeqCst);
            waking.wake();
        });
        assert_eq!(block_on(registrar.wait_until(check)), 7);
    });
    assert_eq!(
        format!("{:?}", registrar.wait_until(|| true)),
        "WaitUntil { .. }"
    );
}

fn a_dropped_wait_stays_registered<const SYNC: bool, const CACHED: bool>() {
    let mut waker = SpmcWaker::<SYNC, CACHED>::new();
    let (mut registrar, waking) = waker.split();
    let task = Task::new();
    assert!(poll(&mut registrar.wait_until(|| false), &task).is_pending());
    assert!(waking.has_waker_registered());
    assert!(registrar.unregister());
    assert!(poll(&mut registrar.wait_until(|| false), &task).is_pending());
    waking.wake();
    assert_eq!(task.wakes(), 1);
}

/// This holds whether the first check is ready or the second.
fn a_ready_wait_is_not_registered<const SYNC: bool, const CACHED: bool>() {
    let waker = ClaimWaker::<SYNC, CACHED>::new();
    let mut registrar = waker.claim().expect("the registrar is free");
    let task = Task::new();
    for ready in 1..=2 {
        let mut checks = 0;
        let mut wait = registrar.wait_until(|| {
            checks += 1;
            (checks == ready).then_some(checks)
        });
        assert_eq!(poll(&mut wait, &task), Poll::Ready(ready));
        assert!(!waker.has_waker_registered());
    }
    let mut checks = 0;
    let poll = registrar.poll_wait_until(&mut Context::from_waker(&task.waker()), || {
        checks += 1;
        checks == 2
    });
    assert!(poll.is_ready() && !waker.has_waker_registered());
}

fn a_wait_that_is_polled_again_waits_again<const SYNC: bool, const CACHED: bool>() {
    let mut waker = SpmcWaker::<SYNC, CACHED>::new();
    let (mut registrar, waking) = waker.split();
    let (task, ready) = (Task::new(), AtomicBool::new(true));
    let mut wait = registrar.wait_until(|| ready.swap(false, SeqCst));
    assert!(poll(&mut wait, &task).is_ready());
    assert!(poll(&mut wait, &task).is_pending());
    ready.store(true, SeqCst);
    waking.wake();
    assert_eq!(task.wakes(), 1);
    assert!(poll(&mut wait, &task).is_ready());
}
