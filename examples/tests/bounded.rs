//! The bounded channel, on each executor.

#![forbid(unsafe_code)]

#[path = "support/registering.rs"]
mod registering;
mod support;

use futures::{StreamExt as _, future::poll_fn, poll};
use registering::when_replaced;
use spmc_waker_examples::bounded::{Bounded, Sender, TrySendError};
use std::{
    sync::Arc,
    task::{Context, Poll},
    thread,
    time::Duration,
};
use support::on_each_executor;

on_each_executor!(
    values_in_order,
    many_senders,
    full,
    closed_while_waiting,
    closed_by_the_last_sender,
    values_before_the_close,
    sent_while_registering,
    closed_while_registering,
    dropped_wait,
    moved_to_another_task,
    try_and_poll,
    polled_then_blocked_on,
    blocking_until_the_close,
    receiver_dropped,
    receiver_dropped_while_sending,
    values_left_over,
);

/// Sends as soon as there is room.
fn send<T>(sender: &Sender<T>, mut value: T) {
    loop {
        match sender.try_send(value) {
            Ok(()) => return,
            Err(TrySendError::Full(back)) => value = back,
            Err(TrySendError::Closed(_)) => panic!("the receiver is gone"),
        }
        thread::yield_now();
    }
}

async fn values_in_order() {
    let (sender, receiver) = Bounded::new(3).into_pair();
    thread::spawn(move || (0..1000).for_each(|value| send(&sender, value)));
    let values: Vec<_> = receiver.collect().await;
    assert!(values.into_iter().eq(0..1000));
}

async fn many_senders() {
    const SENDERS: usize = 4;
    const PER_SENDER: usize = 2000;

    let (sender, mut receiver) = Bounded::new(SENDERS).into_pair();
    for number in 0..SENDERS {
        let sender = sender.clone();
        thread::spawn(move || (0..PER_SENDER).for_each(|value| send(&sender, (number, value))));
    }
    drop(sender);
    let mut due = [0; SENDERS];
    while let Some((number, value)) = receiver.recv().await {
        assert_eq!(value, due[number], "of sender {number}");
        due[number] += 1;
    }
    assert_eq!(due, [PER_SENDER; SENDERS]);
}

async fn full() {
    let (sender, mut receiver) = Bounded::new(2).into_pair();
    assert_eq!((sender.capacity(), receiver.capacity()), (2, 2));
    assert!(sender.is_empty() && receiver.is_empty());
    assert_eq!([sender.try_send(1), sender.try_send(2)], [Ok(()); 2]);
    assert_eq!(sender.try_send(3), Err(TrySendError::Full(3)));
    assert_eq!((sender.len(), receiver.len()), (2, 2));
    assert_eq!(receiver.recv().await, Some(1));
    assert_eq!(sender.try_send(3), Ok(()));
    drop(sender);
    assert_eq!(receiver.recv().await, Some(2));
    assert_eq!(receiver.recv().await, Some(3));
    assert_eq!(receiver.recv().await, None);
}

async fn closed_while_waiting() {
    let (sender, mut receiver) = Bounded::<()>::new(1).into_pair();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(5));
        drop(sender);
    });
    assert_eq!(receiver.recv().await, None);
    assert_eq!(receiver.recv().await, None);
}

async fn closed_by_the_last_sender() {
    let (sender, mut receiver) = Bounded::<()>::new(1).into_pair();
    let clone = sender.clone();
    drop(sender);
    assert_eq!(receiver.try_recv(), Poll::Pending);
    assert!(!receiver.is_closed());
    drop(clone);
    assert!(receiver.is_closed());
    assert_eq!(receiver.try_recv(), Poll::Ready(None));
    assert_eq!(receiver.recv().await, None);
}

/// flume#120: sent, and the sender dropped, between the receiver's look at the queue and at *closed*.
async fn values_before_the_close() {
    const ROUNDS: usize = 200;

    for round in 0..ROUNDS {
        let (sender, mut receiver) = Bounded::new(1).into_pair();
        let sending = thread::spawn(move || sender.try_send(round));
        assert_eq!(receiver.recv().await, Some(round));
        assert_eq!(receiver.recv().await, None);
        let sent = sending.join().expect("the sender panicked");
        assert_eq!(sent, Ok(()));
    }
}

/// embassy#7015, taskwait#1: sent after the check, before the registration.
async fn sent_while_registering() {
    let (sender, mut receiver) = Bounded::new(1).into_pair();
    let waker = when_replaced(move || assert_eq!(sender.try_send(1), Ok(())));
    assert_eq!(
        receiver.poll_recv(&mut Context::from_waker(&waker)),
        Poll::Pending
    );
    drop(waker);
    assert_eq!(poll!(receiver.recv()), Poll::Ready(Some(1)));
    assert_eq!(receiver.recv().await, None);
}

async fn closed_while_registering() {
    let (sender, mut receiver) = Bounded::<()>::new(1).into_pair();
    let waker = when_replaced(move || drop(sender));
    assert_eq!(
        receiver.poll_recv(&mut Context::from_waker(&waker)),
        Poll::Pending
    );
    drop(waker);
    assert_eq!(poll!(receiver.recv()), Poll::Ready(None));
}

async fn dropped_wait() {
    let (sender, mut receiver) = Bounded::new(1).into_pair();
    for value in 0..10 {
        assert_eq!(poll!(receiver.recv()), Poll::Pending);
        assert_eq!(sender.try_send(value), Ok(()));
        assert_eq!(receiver.recv().await, Some(value));
    }
    assert_eq!(poll!(receiver.recv()), Poll::Pending);
    thread::spawn(move || sender.try_send(10));
    assert_eq!(receiver.recv().await, Some(10));
}

/// futures-intrusive#18: a waker stored at the first poll only is that of the old task.
async fn moved_to_another_task() {
    let (sender, mut receiver) = Bounded::new(1).into_pair();
    assert_eq!(poll!(receiver.recv()), Poll::Pending);
    let other = thread::spawn(move || futures::executor::block_on(receiver.recv()));
    thread::sleep(Duration::from_millis(5));
    assert_eq!(sender.try_send("to the other task"), Ok(()));
    let received = other.join().expect("the other task panicked");
    assert_eq!(received, Some("to the other task"));
}

async fn try_and_poll() {
    let (sender, mut receiver) = Bounded::new(1).into_pair();
    assert_eq!(receiver.try_recv(), Poll::Pending);
    assert_eq!(sender.try_send(1), Ok(()));
    assert_eq!(receiver.try_recv(), Poll::Ready(Some(1)));
    assert_eq!(receiver.try_recv(), Poll::Pending);
    thread::spawn(move || sender.try_send(2));
    assert_eq!(poll_fn(|cx| receiver.poll_recv(cx)).await, Some(2));
    assert_eq!(poll_fn(|cx| receiver.poll_recv(cx)).await, None);
}

/// oneshot#9: polled, then blocked on.
async fn polled_then_blocked_on() {
    let (sender, mut receiver) = Bounded::new(1).into_pair();
    assert_eq!(poll!(receiver.recv()), Poll::Pending);
    let sending = thread::spawn(move || {
        thread::sleep(Duration::from_millis(5));
        sender.try_send(1)
    });
    assert_eq!(receiver.blocking_recv(), Some(1));
    assert_eq!(receiver.recv().await, None);
    let sent = sending.join().expect("the sender panicked");
    assert_eq!(sent, Ok(()));
}

async fn blocking_until_the_close() {
    let (sender, mut receiver) = Bounded::new(3).into_pair();
    assert!(receiver.recv_timeout(Duration::from_millis(1)).is_err());
    thread::spawn(move || (0..1000).for_each(|value| send(&sender, value)));
    for value in 0..1000 {
        assert_eq!(receiver.blocking_recv(), Some(value));
    }
    assert_eq!(receiver.blocking_recv(), None);
}

async fn receiver_dropped() {
    let (sender, mut receiver) = Bounded::new(1).into_pair();
    assert_eq!(poll!(receiver.recv()), Poll::Pending);
    let value = Arc::new(());
    assert_eq!(sender.try_send(Arc::clone(&value)), Ok(()));
    assert!(!sender.is_closed());
    drop(receiver);
    assert!(sender.is_closed());
    assert_eq!(Arc::strong_count(&value), 1, "what was sent is dropped");
    assert_eq!(
        sender.try_send(Arc::clone(&value)),
        Err(TrySendError::Closed(Arc::clone(&value)))
    );
    assert_eq!(Arc::strong_count(&value), 1);
}

async fn receiver_dropped_while_sending() {
    const ROUNDS: usize = 200;

    let value = Arc::new(());
    for _ in 0..ROUNDS {
        let (sender, mut receiver) = Bounded::new(2).into_pair();
        let mine = Arc::clone(&value);
        let sending = thread::spawn(move || {
            while !matches!(
                sender.try_send(Arc::clone(&mine)),
                Err(TrySendError::Closed(_))
            ) {
                thread::yield_now();
            }
        });
        assert!(receiver.recv().await.is_some());
        drop(receiver);
        // Else the sender goes on forever.
        sending.join().expect("the sender panicked");
        assert_eq!(Arc::strong_count(&value), 1);
    }
}

async fn values_left_over() {
    let (sender, receiver) = Bounded::new(1).into_pair();
    let value = Arc::new(());
    assert_eq!(sender.try_send(Arc::clone(&value)), Ok(()));
    drop((sender, receiver));
    assert_eq!(Arc::strong_count(&value), 1);
}
