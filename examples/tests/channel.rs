//! The channel, on each executor.

#![forbid(unsafe_code)]

mod support;

use futures::{future::poll_fn, poll};
use spmc_waker_examples::channel::{Channel, Receiver};
use std::{sync::Arc, task::Poll, thread, time::Duration};
use support::on_each_executor;

on_each_executor!(
    values_in_order,
    many_senders,
    closed_while_waiting,
    closed_by_the_last_sender,
    values_before_the_close,
    dropped_wait,
    moved_to_another_task,
    try_and_poll,
    lengths,
    receiver_dropped,
    values_left_over,
);

async fn values_in_order() {
    let (sender, receiver) = Channel::default().into_pair();
    thread::spawn(move || {
        for value in 0..1000 {
            sender.send(value);
        }
    });
    assert!(all(receiver).await.into_iter().eq(0..1000));
}

async fn many_senders() {
    const SENDERS: usize = 4;
    const PER_SENDER: usize = 2000;

    let (sender, mut receiver) = Channel::default().into_pair();
    for number in 0..SENDERS {
        let sender = sender.clone();
        thread::spawn(move || {
            for value in 0..PER_SENDER {
                sender.send((number, value));
            }
        });
    }
    drop(sender);
    let mut due = [0; SENDERS];
    while let Some((number, value)) = receiver.recv().await {
        assert_eq!(value, due[number], "of sender {number}");
        due[number] += 1;
    }
    assert_eq!(due, [PER_SENDER; SENDERS]);
}

async fn closed_while_waiting() {
    let (sender, mut receiver) = Channel::<()>::default().into_pair();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(5));
        drop(sender);
    });
    assert_eq!(receiver.recv().await, None);
    assert_eq!(receiver.recv().await, None);
}

async fn closed_by_the_last_sender() {
    let (sender, mut receiver) = Channel::<()>::default().into_pair();
    let clone = sender.clone();
    drop(sender);
    assert_eq!(receiver.try_recv(), Poll::Pending);
    drop(clone);
    assert_eq!(receiver.try_recv(), Poll::Ready(None));
    assert_eq!(receiver.recv().await, None);
}

/// flume#120: sent, and the sender dropped, between the receiver's look at the queue and at *closed*.
async fn values_before_the_close() {
    const ROUNDS: usize = 200;

    for round in 0..ROUNDS {
        let (sender, mut receiver) = Channel::default().into_pair();
        let sending = thread::spawn(move || sender.send(round));
        assert_eq!(receiver.recv().await, Some(round));
        assert_eq!(receiver.recv().await, None);
        sending.join().expect("the sender panicked");
    }
}

async fn dropped_wait() {
    let (sender, mut receiver) = Channel::default().into_pair();
    for value in 0..10 {
        assert_eq!(poll!(receiver.recv()), Poll::Pending);
        sender.send(value);
        assert_eq!(receiver.recv().await, Some(value));
    }
    assert_eq!(poll!(receiver.recv()), Poll::Pending);
    thread::spawn(move || sender.send(10));
    assert_eq!(receiver.recv().await, Some(10));
}

/// futures-intrusive#18: a waker stored at the first poll only is that of the old task.
async fn moved_to_another_task() {
    let (sender, mut receiver) = Channel::default().into_pair();
    assert_eq!(poll!(receiver.recv()), Poll::Pending);
    let other = thread::spawn(move || futures::executor::block_on(receiver.recv()));
    thread::sleep(Duration::from_millis(5));
    sender.send("to the other task");
    let received = other.join().expect("the other task panicked");
    assert_eq!(received, Some("to the other task"));
}

async fn try_and_poll() {
    let (sender, mut receiver) = Channel::default().into_pair();
    assert_eq!(receiver.try_recv(), Poll::Pending);
    sender.send(1);
    assert_eq!(receiver.try_recv(), Poll::Ready(Some(1)));
    assert_eq!(receiver.try_recv(), Poll::Pending);
    thread::spawn(move || sender.send(2));
    assert_eq!(poll_fn(|cx| receiver.poll_recv(cx)).await, Some(2));
    assert_eq!(poll_fn(|cx| receiver.poll_recv(cx)).await, None);
}

async fn lengths() {
    let (sender, receiver) = Channel::default().into_pair();
    assert!(sender.is_empty() && receiver.is_empty());
    sender.send(());
    sender.send(());
    assert_eq!((sender.len(), receiver.len()), (2, 2));
    drop(sender);
    assert_eq!(all(receiver).await.len(), 2);
}

async fn receiver_dropped() {
    let (sender, mut receiver) = Channel::default().into_pair();
    assert_eq!(poll!(receiver.recv()), Poll::Pending);
    drop(receiver);
    sender.send(1);
    assert_eq!(sender.len(), 1);
}

async fn values_left_over() {
    let (sender, receiver) = Channel::default().into_pair();
    let value = Arc::new(());
    sender.send(Arc::clone(&value));
    drop((sender, receiver));
    assert_eq!(Arc::strong_count(&value), 1);
}

async fn all<T>(mut receiver: Receiver<T>) -> Vec<T> {
    let mut values = Vec::new();
    while let Some(value) = receiver.recv().await {
        values.push(value);
    }
    values
}
