//! Tests of the bounded channel, on each executor.

use crate::channels::channel_tests;
use crate::race::{at_once, rounds};
use crate::registering::when_replaced;
use crate::support::on_each_executor;
use futures::{SinkExt as _, StreamExt as _, executor::block_on, future::poll_fn, poll};
use spmc_waker_examples::bounded::{Closed, Sender, TrySendError, channel};
use std::{
    sync::Arc,
    task::{Context, Poll},
    thread,
    time::Duration,
};

channel_tests!();

fn send<T>(sender: &Sender<T>, value: T) {
    assert!(send_now(sender, value).is_ok(), "the receiver is alive");
}

fn send_now<T>(sender: &Sender<T>, mut value: T) -> Result<(), T> {
    loop {
        match sender.try_send(value) {
            Ok(()) => return Ok(()),
            Err(TrySendError::Full(back)) => value = back,
            Err(TrySendError::Closed(value)) => return Err(value),
        }
        thread::yield_now();
    }
}

mod full {
    use super::*;

    on_each_executor!(
        a_send_without_room_gets_its_value_back,
        lengths_are_seen_on_both_sides,
        a_send_waits_for_room,
        a_send_that_is_given_up_leaves_its_value,
        a_poll_after_the_value_is_sent_takes_no_room,
        many_senders_wait_for_room,
        a_close_ends_the_waits_of_all_senders,
        room_that_is_reserved_is_taken_from_nobody,
        reserved_room_outlives_the_close,
        a_permit_that_is_dropped_makes_room,
        waits_that_are_given_up_strand_no_room,
        values_are_received_in_batches,
        a_sender_waits_for_the_close,
        a_sink_waits_for_room,
        a_mutable_reference_sends_by_sink_ext,
        a_thread_waits_for_room,
    );

    async fn a_send_without_room_gets_its_value_back() {
        let (sender, mut receiver) = channel(2);
        assert_eq!([sender.try_send(1), sender.try_send(2)], [Ok(()); 2]);
        assert_eq!(sender.try_send(3), Err(TrySendError::Full(3)));
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

    async fn a_send_waits_for_room() {
        let (sender, mut receiver) = channel(1);
        let sending = thread::spawn(move || {
            block_on(async {
                for value in 0..1000 {
                    assert_eq!(sender.send(value).await, Ok(()));
                }
            });
        });
        for value in 0..1000 {
            assert_eq!(receiver.recv().await, Some(value));
        }
        assert_eq!(receiver.recv().await, None);
        sending.join().expect("the sender panicked");
    }

    async fn a_send_that_is_given_up_leaves_its_value() {
        let (sender, mut receiver) = channel(1);
        assert_eq!(sender.send(1).await, Ok(()));
        let mut send = sender.send(2);
        assert_eq!(poll!(&mut send), Poll::Pending);
        assert_eq!(send.into_item(), Some(2));
        assert_eq!(receiver.recv().await, Some(1));
        assert_eq!(receiver.try_recv(), Poll::Pending);
        assert_eq!(receiver.room(), 1);
    }

    async fn a_poll_after_the_value_is_sent_takes_no_room() {
        let (mut sender, mut receiver) = channel(2);
        let mut value = Some(1);
        for _ in 0..2 {
            let sent = poll_fn(|cx| sender.poll_send(cx, &mut value)).await;
            assert_eq!(sent, Ok(()));
        }
        assert_eq!(sender.room(), 1);
        drop(sender);
        assert_eq!(receiver.recv().await, Some(1));
        assert_eq!(receiver.recv().await, None);
    }

    async fn many_senders_wait_for_room() {
        const SENDERS: usize = 8;
        const PER_SENDER: usize = 200;
        let (sender, mut receiver) = channel(2);
        let sending: Vec<_> = (0..SENDERS)
            .map(|number| {
                let sender = sender.clone();
                thread::spawn(move || {
                    block_on(async {
                        for value in 0..PER_SENDER {
                            match value % 2 {
                                0 => assert_eq!(sender.send((number, value)).await, Ok(())),
                                _ => sender.reserve().await.unwrap().send((number, value)),
                            }
                        }
                    });
                })
            })
            .collect();
        drop(sender);
        let mut due = [0; SENDERS];
        while let Some((number, value)) = receiver.recv().await {
            assert_eq!(value, due[number], "of sender {number}");
            due[number] += 1;
        }
        assert_eq!(due, [PER_SENDER; SENDERS]);
        for thread in sending {
            thread.join().expect("a sender panicked");
        }
    }

    async fn a_close_ends_the_waits_of_all_senders() {
        let (sender, mut receiver) = channel(1);
        assert_eq!(sender.try_send(0), Ok(()));
        let sending = [1, 2, 3].map(|value| {
            let sender = sender.clone();
            thread::spawn(move || block_on(sender.send(value)))
        });
        let other = sender.clone();
        let reserving = thread::spawn(move || block_on(other.reserve()).map(drop));
        thread::sleep(HEAD_START);
        receiver.close();
        for (thread, value) in sending.into_iter().zip(1..) {
            assert_eq!(thread.join().expect("a sender panicked"), Err(value));
        }
        assert_eq!(reserving.join().expect("it panicked"), Err(Closed));
        assert_eq!(sender.try_send(4), Err(TrySendError::Closed(4)));
        // What was sent before can still be received.
        assert_eq!(receiver.recv().await, Some(0));
        assert_eq!(receiver.recv().await, None);
    }

    async fn room_that_is_reserved_is_taken_from_nobody() {
        let (sender, mut receiver) = channel(2);
        let permit = sender.reserve().await.expect("the channel is open");
        assert_eq!(sender.try_send(1), Ok(()));
        assert_eq!(sender.try_send(2), Err(TrySendError::Full(2)));
        assert!(matches!(sender.try_reserve(), Err(TrySendError::Full(()))));
        permit.send(3);
        assert_eq!(
            (receiver.recv().await, receiver.recv().await),
            (Some(1), Some(3))
        );
        assert_eq!(receiver.room(), 2);
    }

    async fn reserved_room_outlives_the_close() {
        for round in rounds() {
            let (sender, mut receiver) = channel(1);
            let permit = sender.try_reserve().expect("there is room");
            receiver.close();
            assert!(sender.is_closed());
            assert_eq!(poll!(receiver.recv()), Poll::Pending);
            // On one thread, in turns: a permit borrows its sender.
            match round % 2 {
                0 => {
                    permit.send(round);
                    assert_eq!(poll!(receiver.recv()), Poll::Ready(Some(round)));
                }
                _ => {
                    let mut recv = receiver.recv();
                    assert_eq!(poll!(&mut recv), Poll::Pending);
                    drop(permit);
                    assert_eq!(recv.await, None);
                }
            }
            assert_eq!(receiver.recv().await, None);
        }
    }

    async fn a_permit_that_is_dropped_makes_room() {
        let (sender, _receiver) = channel(1);
        let permit = sender.try_reserve().expect("there is room");
        let mut send = sender.send(1);
        assert_eq!(poll!(&mut send), Poll::Pending);
        drop(permit);
        assert_eq!(send.await, Ok(()));
    }

    /// A sender that was woken for room goes without taking it. Another one is woken for it.
    async fn waits_that_are_given_up_strand_no_room() {
        for round in rounds() {
            let (sender, mut receiver) = channel(1);
            assert_eq!(sender.try_send(0), Ok(()));
            let other = sender.clone();
            let mut given_up = sender.send(1);
            assert_eq!(poll!(&mut given_up), Poll::Pending);
            let waiting = thread::spawn(move || block_on(other.send(2)));
            let dropping = at_once(round, move || receiver.try_recv().map(|_| receiver));
            drop(given_up);
            let receiver = dropping.join().expect("the receiver panicked");
            assert_eq!(waiting.join().expect("the sender panicked"), Ok(()));
            drop(receiver);
        }
    }

    async fn values_are_received_in_batches() {
        let (sender, mut receiver) = channel(4);
        (0..4).for_each(|value| send(&sender, value));
        let waiting: Vec<_> = (4..7)
            .map(|value| {
                let sender = sender.clone();
                thread::spawn(move || block_on(sender.send(value)))
            })
            .collect();
        drop(sender);
        let mut values = Vec::new();
        assert_eq!(receiver.recv_many(&mut values, 3).await, 3);
        assert_eq!(receiver.recv_many(&mut values, 0).await, 0);
        while receiver.recv_many(&mut values, 3).await > 0 {}
        values.sort_unstable();
        assert_eq!(values, [0, 1, 2, 3, 4, 5, 6]);
        for thread in waiting {
            assert_eq!(thread.join().expect("a sender panicked"), Ok(()));
        }
    }

    async fn a_sender_waits_for_the_close() {
        for round in rounds() {
            let (sender, receiver) = channel::<()>(1);
            assert_eq!(poll!(sender.closed()), Poll::Pending);
            let dropping = at_once(round, move || drop(receiver));
            sender.closed().await;
            dropping.join().expect("the drop panicked");
        }
    }

    async fn a_sink_waits_for_room() {
        let (mut sender, receiver) = channel(1);
        let receiving = thread::spawn(move || block_on(receiver.collect::<Vec<_>>()));
        let mut values = futures::stream::iter(0..100).map(Ok);
        assert_eq!(sender.send_all(&mut values).await, Ok(()));
        drop(sender);
        assert!(
            receiving
                .join()
                .expect("the receiver panicked")
                .into_iter()
                .eq(0..100)
        );
    }

    async fn a_mutable_reference_sends_by_sink_ext() {
        let (mut sender, _receiver) = channel(1);
        assert_eq!(sender.send(1).await, Ok(()));
        let by_reference = &mut sender;
        assert_eq!(poll!((*by_reference).send(2)), Poll::Pending);
        assert_eq!(by_reference.unsent(), None, "the future had the value");
        assert_eq!(poll!(by_reference.send(3)), Poll::Pending);
        assert_eq!(by_reference.unsent(), Some(3), "the sink has it");
    }

    async fn a_thread_waits_for_room() {
        let (sender, mut receiver) = channel(1);
        assert_eq!(sender.blocking_send(1), Ok(()));
        let timed_out = sender.send_timeout(Duration::from_millis(1), 2);
        assert_eq!(timed_out, Err(spmc_waker::TimedOut(2)));
        let sending = thread::spawn(move || sender.blocking_send(3));
        assert_eq!(receiver.blocking_recv(), Some(1));
        assert_eq!(receiver.blocking_recv(), Some(3));
        assert_eq!(receiver.blocking_recv(), None);
        assert_eq!(sending.join().expect("the sender panicked"), Ok(()));
    }
}
