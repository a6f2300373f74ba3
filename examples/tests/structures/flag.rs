//! Tests of the flag, on each executor.

use crate::support::on_each_executor;
use futures::{future::poll_fn, poll};
use spmc_waker_examples::flag::Flag;
use std::{task::Poll, thread, time::Duration};

on_each_executor!(
    a_raise_before_the_wait_ends_it_at_once,
    a_raise_during_the_wait_ends_it,
    a_clone_raises_although_the_first_handle_is_gone,
    a_raised_flag_stays_raised,
    a_wait_after_a_dropped_one_ends,
    a_poll_ends_after_the_raise,
);

const HEAD_START: Duration = Duration::from_millis(5);

async fn a_raise_before_the_wait_ends_it_at_once() {
    let (notifier, waiter) = Flag::default().into_pair();
    notifier.notify(Flag::raise);
    assert_eq!(poll!(waiter.into_future()), Poll::Ready(()));
}

async fn a_raise_during_the_wait_ends_it() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    let raiser = thread::spawn(move || {
        thread::sleep(HEAD_START);
        notifier.notify(Flag::raise);
    });
    waiter.wait().await;
    assert!(waiter.try_wait());
    raiser.join().expect("the raiser panicked");
}

async fn a_clone_raises_although_the_first_handle_is_gone() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    let clone = notifier.clone();
    drop(notifier);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        clone.notify(Flag::raise);
    });
    waiter.wait().await;
    assert!(waiter.try_wait());
}

async fn a_raised_flag_stays_raised() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    notifier.notify(Flag::raise);
    for _ in 0..2 {
        waiter.wait().await;
        assert!(waiter.try_wait());
    }
    waiter.await;
}

async fn a_wait_after_a_dropped_one_ends() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    assert_eq!(poll!(waiter.wait()), Poll::Pending);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        notifier.notify(Flag::raise);
    });
    waiter.wait().await;
}

async fn a_poll_ends_after_the_raise() {
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
