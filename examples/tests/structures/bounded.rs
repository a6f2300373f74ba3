//! Tests of the bounded channel, on each executor.

use crate::channels::channel_tests;
use crate::race::{at_once, rounds};
use crate::registering::when_replaced;
use crate::support::on_each_executor;
use futures::{StreamExt as _, future::poll_fn, poll};
use spmc_waker_examples::bounded::{Bounded, PushError, Receiver, Sender};
use std::{
    sync::Arc,
    task::{Context, Poll},
    thread,
    time::Duration,
};

channel_tests!();

fn channel<T>(room: usize) -> (Sender<T>, Receiver<T>) {
    Bounded::new(room).into_pair()
}

fn send<T>(sender: &Sender<T>, value: T) {
    assert!(send_now(sender, value).is_ok(), "the receiver is alive");
}

fn send_now<T>(sender: &Sender<T>, mut value: T) -> Result<(), T> {
    loop {
        match sender.try_send(value) {
            Ok(()) => return Ok(()),
            Err(PushError::Full(back)) => value = back,
            Err(PushError::Closed(value)) => return Err(value),
        }
        thread::yield_now();
    }
}

mod full {
    use super::*;

    on_each_executor!(
        a_send_without_room_gets_its_value_back,
        lengths_are_seen_on_both_sides,
    );

    async fn a_send_without_room_gets_its_value_back() {
        let (sender, mut receiver) = channel(2);
        assert_eq!([sender.try_send(1), sender.try_send(2)], [Ok(()); 2]);
        assert_eq!(sender.try_send(3), Err(PushError::Full(3)));
        assert_eq!(receiver.recv().await, Some(1));
        assert_eq!(sender.try_send(3), Ok(()));
        drop(sender);
        assert_eq!(receiver.collect::<Vec<_>>().await, [2, 3]);
    }

    async fn lengths_are_seen_on_both_sides() {
        let (sender, receiver) = channel(2);
        assert_eq!((sender.capacity(), receiver.capacity()), (2, 2));
        assert!(sender.is_empty() && receiver.is_empty());
        assert_eq!([sender.try_send(()), sender.try_send(())], [Ok(()); 2]);
        assert_eq!((sender.len(), receiver.len()), (2, 2));
        drop(sender);
        assert!(receiver.is_closed() && !receiver.is_empty());
        assert_eq!(receiver.count().await, 2);
    }
}
