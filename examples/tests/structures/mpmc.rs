//! Tests of the channel from many senders to many receivers, on each executor.

use crate::race::{at_once, rounds};
use crate::support::on_each_executor;
use futures::{SinkExt as _, StreamExt as _, executor::block_on, poll};
use spmc_waker_examples::mpmc::{TrySendError, bounded, unbounded};
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::Arc,
    task::Poll,
    thread,
    time::Duration,
};

on_each_executor!(
    each_value_goes_to_one_receiver,
    values_come_in_order,
    without_a_bound_there_is_always_room,
    a_send_waits_for_room,
    a_value_sent_as_the_wait_begins_comes,
    a_receiver_that_gives_up_leaves_the_value_to_another,
    a_sender_that_gives_up_leaves_the_room_to_another,
    a_close_ends_all_waits,
    the_last_sender_closes,
    the_last_receiver_closes_and_drops_the_values,
    all_values_are_dropped_although_a_drop_panics,
    a_value_replaces_the_oldest_one,
    counts_and_lengths_are_seen_on_both_sides,
    both_ends_wait_for_the_close,
    streams_and_sinks_pass_every_value,
    threads_wait_no_longer_than_they_say,
);

const HEAD_START: Duration = Duration::from_millis(5);

async fn each_value_goes_to_one_receiver() {
    const EACH: usize = 4;
    const PER_SENDER: usize = 500;
    for capacity in [Some(1), Some(3), None] {
        let (sender, receiver) = capacity.map_or_else(unbounded, bounded);
        let sending: Vec<_> = (0..EACH)
            .map(|number| {
                let sender = sender.clone();
                thread::spawn(move || {
                    block_on(async {
                        for value in 0..PER_SENDER {
                            let sent = sender.send(number * PER_SENDER + value).await;
                            assert_eq!(sent, Ok(()));
                        }
                    });
                })
            })
            .collect();
        drop(sender);
        let receiving: Vec<_> = (0..EACH)
            .map(|_| {
                let receiver = receiver.clone();
                thread::spawn(move || {
                    block_on(async {
                        let mut values = Vec::new();
                        while let Some(value) = receiver.recv().await {
                            values.push(value);
                        }
                        values
                    })
                })
            })
            .collect();
        let mut values = Vec::new();
        for thread in receiving {
            values.extend(thread.join().expect("a receiver panicked"));
        }
        values.sort_unstable();
        assert!(values.into_iter().eq(0..EACH * PER_SENDER));
        for thread in sending {
            thread.join().expect("a sender panicked");
        }
    }
}

async fn values_come_in_order() {
    let (sender, receiver) = bounded(3);
    thread::spawn(move || {
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
}

async fn without_a_bound_there_is_always_room() {
    let (sender, receiver) = unbounded();
    for value in 0..1000 {
        assert_eq!(poll!(sender.send(value)), Poll::Ready(Ok(())));
    }
    assert_eq!((receiver.len(), receiver.capacity()), (1000, None));
    assert!(!sender.is_full());
}

async fn a_send_waits_for_room() {
    let (sender, receiver) = bounded(1);
    assert_eq!(sender.send(1).await, Ok(()));
    assert_eq!(sender.try_send(2), Err(TrySendError::Full(2)));
    let mut given_up = sender.send(2);
    assert_eq!(poll!(&mut given_up), Poll::Pending);
    assert_eq!(given_up.into_item(), Some(2));
    let mut send = sender.send(3);
    assert_eq!(poll!(&mut send), Poll::Pending);
    assert_eq!(receiver.recv().await, Some(1));
    assert_eq!(send.await, Ok(()));
    assert_eq!(receiver.recv().await, Some(3));
}

async fn a_value_sent_as_the_wait_begins_comes() {
    let (sender, receiver) = bounded(1);
    for round in rounds() {
        let sender = sender.clone();
        let sending = at_once(round, move || sender.try_send(round));
        assert_eq!(receiver.recv().await, Some(round));
        assert_eq!(sending.join().expect("the sender panicked"), Ok(()));
    }
}

/// A receiver that was woken for the value goes without taking it.
async fn a_receiver_that_gives_up_leaves_the_value_to_another() {
    for round in rounds() {
        let (sender, receiver) = bounded(1);
        let mut given_up = receiver.recv();
        assert_eq!(poll!(&mut given_up), Poll::Pending);
        let other = receiver.clone();
        let waiting = thread::spawn(move || block_on(other.recv()));
        let sending = at_once(round, move || {
            assert_eq!(sender.try_send(round), Ok(()));
            sender
        });
        drop(given_up);
        assert_eq!(waiting.join().expect("the other panicked"), Some(round));
        sending.join().expect("the sender panicked");
    }
}

async fn a_sender_that_gives_up_leaves_the_room_to_another() {
    for round in rounds() {
        let (sender, receiver) = bounded(1);
        assert_eq!(sender.try_send(0), Ok(()));
        let mut given_up = sender.send(1);
        assert_eq!(poll!(&mut given_up), Poll::Pending);
        let other = sender.clone();
        let waiting = thread::spawn(move || block_on(other.send(2)));
        let receiving = at_once(round, move || {
            assert_eq!(receiver.try_recv(), Poll::Ready(Some(0)));
            receiver
        });
        drop(given_up);
        assert_eq!(waiting.join().expect("the other panicked"), Ok(()));
        drop(receiving.join().expect("the receiver panicked"));
    }
}

async fn a_close_ends_all_waits() {
    let (sender, receiver) = bounded(1);
    assert_eq!(sender.try_send(0), Ok(()));
    let sending = [1, 2].map(|value| {
        let sender = sender.clone();
        thread::spawn(move || block_on(sender.send(value)))
    });
    thread::sleep(HEAD_START);
    assert!(receiver.close());
    assert!(!receiver.close() && !sender.close() && sender.is_closed());
    for (thread, value) in sending.into_iter().zip(1..) {
        assert_eq!(thread.join().expect("a sender panicked"), Err(value));
    }
    assert_eq!(receiver.recv().await, Some(0));
    assert_eq!(receiver.recv().await, None);

    let (sender, receiver) = bounded::<usize>(1);
    let receiving = [0; 2].map(|_| {
        let receiver = receiver.clone();
        thread::spawn(move || block_on(receiver.recv()))
    });
    thread::sleep(HEAD_START);
    assert!(sender.close());
    for thread in receiving {
        assert_eq!(thread.join().expect("a receiver panicked"), None);
    }
    assert_eq!(sender.try_send(1), Err(TrySendError::Closed(1)));
}

async fn the_last_sender_closes() {
    for round in rounds() {
        let (sender, receiver) = unbounded::<usize>();
        let other = sender.clone();
        drop(sender);
        assert_eq!(poll!(receiver.recv()), Poll::Pending);
        let dropping = at_once(round, move || {
            assert_eq!(other.try_send(round), Ok(()));
        });
        assert_eq!(receiver.recv().await, Some(round));
        assert_eq!(receiver.recv().await, None);
        dropping.join().expect("the sender panicked");
    }
}

async fn the_last_receiver_closes_and_drops_the_values() {
    let value = Arc::new(());
    let (sender, receiver) = bounded(2);
    let other = receiver.clone();
    drop(receiver);
    assert_eq!(sender.send(Arc::clone(&value)).await, Ok(()));
    drop(other);
    assert!(sender.is_closed());
    assert_eq!(Arc::strong_count(&value), 1);
    assert!(sender.send(Arc::clone(&value)).await.is_err());
}

async fn a_value_replaces_the_oldest_one() {
    let (sender, receiver) = bounded(2);
    assert_eq!(sender.force_send(1), Ok(None));
    assert_eq!(sender.force_send(2), Ok(None));
    assert_eq!(sender.force_send(3), Ok(Some(1)));
    assert_eq!(
        (receiver.recv().await, receiver.recv().await),
        (Some(2), Some(3))
    );
    receiver.close();
    assert_eq!(sender.force_send(4), Err(TrySendError::Closed(4)));
}

async fn counts_and_lengths_are_seen_on_both_sides() {
    let (sender, receiver) = bounded(2);
    let (senders, receivers) = ([sender.clone(), sender.clone()], receiver.clone());
    assert_eq!((sender.sender_count(), sender.receiver_count()), (3, 2));
    drop((senders, receivers));
    assert_eq!((receiver.sender_count(), receiver.receiver_count()), (1, 1));
    assert!(sender.is_empty());
    assert_eq!([sender.try_send(()), sender.try_send(())], [Ok(()); 2]);
    assert!(receiver.is_full() && !receiver.is_empty());
    assert_eq!((sender.len(), sender.capacity()), (2, Some(2)));
}

async fn both_ends_wait_for_the_close() {
    for round in rounds() {
        let (sender, receiver) = bounded::<()>(1);
        assert_eq!(poll!(sender.closed()), Poll::Pending);
        assert_eq!(poll!(receiver.closed()), Poll::Pending);
        let (this, other) = (receiver.clone(), sender.clone());
        let closing = at_once(round, move || receiver.close());
        sender.closed().await;
        this.closed().await;
        assert!(closing.join().expect("the receiver panicked"));
        assert!(other.is_closed());
    }
}

async fn streams_and_sinks_pass_every_value() {
    let (mut sender, receiver) = bounded(1);
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

async fn threads_wait_no_longer_than_they_say() {
    let (sender, receiver) = bounded(1);
    assert!(receiver.recv_timeout(Duration::from_millis(1)).is_err());
    assert_eq!(sender.blocking_send(1), Ok(()));
    let timed_out = sender.send_timeout(Duration::from_millis(1), 2);
    assert_eq!(timed_out, Err(spmc_waker::TimedOut(2)));
    let sending = thread::spawn(move || sender.blocking_send(3));
    assert_eq!(receiver.blocking_recv(), Some(1));
    assert_eq!(receiver.blocking_recv(), Some(3));
    assert_eq!(receiver.blocking_recv(), None);
    assert_eq!(sending.join().expect("the sender panicked"), Ok(()));
}

async fn all_values_are_dropped_although_a_drop_panics() {
    struct Value(#[expect(dead_code, reason = "it is counted")] Arc<()>, bool);
    impl Drop for Value {
        fn drop(&mut self) {
            if self.1 {
                resume_unwind(Box::new("cannot be dropped"));
            }
        }
    }

    let (sender, receiver) = unbounded();
    let count = Arc::new(());
    for panics in [true, false, false] {
        assert!(sender.try_send(Value(Arc::clone(&count), panics)).is_ok());
    }
    assert!(catch_unwind(AssertUnwindSafe(|| drop(receiver))).is_err());
    assert_eq!(Arc::strong_count(&count), 1);
    assert!(sender.is_closed());
}
