//! Tests of the unbounded channel, on each executor.

use crate::channels::channel_tests;
use crate::race::{at_once, rounds};
use crate::registering::when_replaced;
use crate::support::on_each_executor;
use futures::{StreamExt as _, future::poll_fn, poll};
use spmc_waker_examples::channel::{Channel, Receiver, Sender};
use std::{
    sync::{Arc, mpsc::SendError},
    task::{Context, Poll},
    thread,
    time::Duration,
};

channel_tests!();

/// An unbounded channel always has room.
fn channel<T>(_room: usize) -> (Sender<T>, Receiver<T>) {
    Channel::default().into_pair()
}

fn send<T>(sender: &Sender<T>, value: T) {
    assert!(sender.send(value).is_ok(), "the receiver is alive");
}

fn send_now<T>(sender: &Sender<T>, value: T) -> Result<(), T> {
    sender.send(value).map_err(|SendError(value)| value)
}

mod buffered {
    use super::*;

    on_each_executor!(
        values_that_are_taken_together_come_one_by_one,
        values_that_were_taken_are_dropped_with_the_receiver,
        a_value_whose_drop_sends_does_not_deadlock,
    );

    async fn values_that_are_taken_together_come_one_by_one() {
        let (sender, mut receiver) = channel(3);
        (0..3).for_each(|value| send(&sender, value));
        assert_eq!(receiver.recv().await, Some(0));
        send(&sender, 3);
        drop(sender);
        assert!(receiver.is_closed());
        assert_eq!(receiver.collect::<Vec<_>>().await, [1, 2, 3]);
    }

    async fn values_that_were_taken_are_dropped_with_the_receiver() {
        let (sender, mut receiver) = channel(2);
        let value = Arc::new(());
        (0..3).for_each(|_| send(&sender, Arc::clone(&value)));
        drop(receiver.recv().await);
        assert_eq!(Arc::strong_count(&value), 3);
        drop(receiver);
        assert_eq!(Arc::strong_count(&value), 1);
    }

    /// The lock is released before the values are dropped.
    async fn a_value_whose_drop_sends_does_not_deadlock() {
        struct Value(Sender<Self>);
        impl Drop for Value {
            fn drop(&mut self) {
                let sent = self.0.send(Self(self.0.clone()));
                // Dropping this value would send again, and so on forever.
                std::mem::forget(sent.expect_err("the receiver is gone"));
            }
        }

        let (sender, receiver) = channel(1);
        send(&sender, Value(sender.clone()));
        drop(receiver);
        assert!(sender.is_closed());
    }
}
