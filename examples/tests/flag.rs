//! The flag, on each executor.

#![forbid(unsafe_code)]

mod support;

use futures::{future::poll_fn, poll};
use spmc_waker_examples::flag::Flag;
use std::{task::Poll, thread, time::Duration};
use support::on_each_executor;

on_each_executor!(
    raised_before_the_wait,
    raised_during_the_wait,
    raised_by_a_clone,
    waited_for_again,
    dropped_wait,
    try_and_poll,
);

const HEAD_START: Duration = Duration::from_millis(5);

async fn raised_before_the_wait() {
    let (notifier, waiter) = Flag::default().into_pair();
    notifier.notify(Flag::raise);
    waiter.await;
}

async fn raised_during_the_wait() {
    let (notifier, waiter) = Flag::default().into_pair();
    let raiser = thread::spawn(move || {
        thread::sleep(HEAD_START);
        notifier.notify(Flag::raise);
    });
    waiter.await;
    raiser.join().expect("the raiser panicked");
}

async fn raised_by_a_clone() {
    let (notifier, waiter) = Flag::default().into_pair();
    let clone = notifier.clone();
    drop(notifier);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        clone.notify(Flag::raise);
    });
    waiter.await;
}

async fn waited_for_again() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    notifier.notify(Flag::raise);
    waiter.wait().await;
    waiter.wait().await;
    waiter.await;
}

async fn dropped_wait() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    assert_eq!(poll!(waiter.wait()), Poll::Pending);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        notifier.notify(Flag::raise);
    });
    waiter.wait().await;
}

async fn try_and_poll() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    assert!(!waiter.try_wait());
    poll_fn(|cx| {
        assert_eq!(waiter.poll_wait(cx), Poll::Pending);
        Poll::Ready(())
    })
    .await;
    let result = notifier.notify(|flag| {
        flag.raise();
        "raised"
    });
    assert_eq!(result, "raised");
    assert!(waiter.try_wait());
    poll_fn(|cx| waiter.poll_wait(cx)).await;
}
