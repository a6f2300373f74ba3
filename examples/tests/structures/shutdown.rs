//! Tests of the shutdown, on each executor.

use crate::race::{at_once, rounds};
use crate::support::on_each_executor;
use futures::{future::poll_fn, poll};
use spmc_waker_examples::shutdown::Cancellation;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::Poll,
    thread,
    time::Duration,
};

on_each_executor!(
    a_shutdown_before_the_wait_ends_it_at_once,
    a_shutdown_during_the_wait_ends_it,
    a_shutdown_as_the_wait_begins_ends_it,
    a_shutdown_is_seen_on_every_handle,
    what_came_before_the_shutdown_is_visible,
    each_of_many_handles_may_cancel,
    a_guard_that_is_dropped_cancels,
    a_guard_cancels_on_unwinding,
    a_disarmed_guard_does_not_cancel,
    handles_that_are_dropped_do_not_cancel,
    a_wait_after_a_dropped_one_ends,
    a_poll_ends_after_the_shutdown,
);

const HEAD_START: Duration = Duration::from_millis(5);

async fn a_shutdown_before_the_wait_ends_it_at_once() {
    let (shutdown, mut token) = Cancellation::default().into_pair();
    shutdown.cancel();
    for _ in 0..2 {
        assert_eq!(poll!(token.cancelled()), Poll::Ready(()));
    }
}

async fn a_shutdown_during_the_wait_ends_it() {
    let (shutdown, mut token) = Cancellation::default().into_pair();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        shutdown.cancel();
    });
    token.cancelled().await;
    assert!(token.is_cancelled());
}

/// embassy#7015, pingora#983: the shutdown came between the check and the registration.
async fn a_shutdown_as_the_wait_begins_ends_it() {
    for round in rounds() {
        let (shutdown, mut token) = Cancellation::default().into_pair();
        let cancelling = at_once(round, move || shutdown.cancel());
        token.cancelled().await;
        assert!(token.is_cancelled());
        cancelling.join().expect("the handle panicked");
    }
}

async fn a_shutdown_is_seen_on_every_handle() {
    let (shutdown, token) = Cancellation::default().into_pair();
    let clone = shutdown.clone();
    assert!(!shutdown.is_cancelled() && !clone.is_cancelled() && !token.is_cancelled());
    clone.cancel();
    assert!(shutdown.is_cancelled() && clone.is_cancelled() && token.is_cancelled());
}

async fn what_came_before_the_shutdown_is_visible() {
    let written = Arc::new(AtomicUsize::new(0));
    for round in rounds() {
        let (shutdown, mut token) = Cancellation::default().into_pair();
        let before = Arc::clone(&written);
        let cancelling = at_once(round, move || {
            before.store(round, Relaxed);
            shutdown.cancel();
        });
        token.cancelled().await;
        assert_eq!(written.load(Relaxed), round);
        cancelling.join().expect("the handle panicked");
    }
}

async fn each_of_many_handles_may_cancel() {
    let (shutdown, mut token) = Cancellation::default().into_pair();
    for _ in 0..4 {
        let shutdown = shutdown.clone();
        thread::spawn(move || {
            thread::sleep(HEAD_START);
            shutdown.cancel();
        });
    }
    token.cancelled().await;
    assert!(token.is_cancelled() && shutdown.is_cancelled());
}

async fn a_guard_that_is_dropped_cancels() {
    let (shutdown, mut token) = Cancellation::default().into_pair();
    let guard = shutdown.clone().drop_guard();
    assert_eq!(poll!(token.cancelled()), Poll::Pending);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(guard);
    });
    token.cancelled().await;
    assert!(shutdown.is_cancelled());
}

/// h2#538, tokio#2854: one way to end did not wake.
async fn a_guard_cancels_on_unwinding() {
    let (shutdown, mut token) = Cancellation::default().into_pair();
    let unwinding = thread::spawn(move || {
        let _guard = shutdown.drop_guard();
        thread::sleep(HEAD_START);
        // Unlike `panic!`, this prints no message.
        std::panic::resume_unwind(Box::new("gives up"));
    });
    token.cancelled().await;
    assert!(unwinding.join().is_err());
}

async fn a_disarmed_guard_does_not_cancel() {
    let (shutdown, mut token) = Cancellation::default().into_pair();
    let shutdown = shutdown.drop_guard().disarm();
    assert!(!token.is_cancelled());
    assert_eq!(poll!(token.cancelled()), Poll::Pending);
    shutdown.cancel();
    token.cancelled().await;
}

/// Only the drop of a guard cancels.
async fn handles_that_are_dropped_do_not_cancel() {
    let (shutdown, mut token) = Cancellation::default().into_pair();
    drop(shutdown);
    assert_eq!(poll!(token.cancelled()), Poll::Pending);
}

async fn a_wait_after_a_dropped_one_ends() {
    let (shutdown, mut token) = Cancellation::default().into_pair();
    assert_eq!(poll!(token.cancelled()), Poll::Pending);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        shutdown.cancel();
    });
    token.cancelled().await;
}

async fn a_poll_ends_after_the_shutdown() {
    let (shutdown, mut token) = Cancellation::default().into_pair();
    assert!(!token.is_cancelled());
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        shutdown.cancel();
    });
    poll_fn(|cx| token.poll_cancelled(cx)).await;
    assert!(token.is_cancelled());
}
