//! Tests of the channel in which every receiver gets every value, on each executor.

use crate::race::{at_once, rounds};
use crate::support::on_each_executor;
use futures::{executor::block_on, poll};
use spmc_waker_examples::broadcast::{Receiver, RecvError, Sender, channel};
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{Arc, Mutex, mpsc::SendError},
    task::Poll,
    thread,
    time::Duration,
};

on_each_executor!(
    every_receiver_gets_every_value,
    a_value_sent_as_the_wait_begins_comes,
    a_receiver_that_is_late_is_told_what_it_missed,
    a_subscriber_gets_what_is_sent_from_then_on,
    a_clone_goes_on_where_the_original_is,
    values_before_the_close_come_before_the_end,
    a_close_ends_all_waits,
    a_value_without_receivers_comes_back,
    values_are_dropped_with_the_last_receiver,
    the_drop_of_a_value_may_use_the_channel,
    a_sender_waits_until_the_receivers_are_gone,
    counts_and_lengths_are_seen,
    dropped_waits_lose_no_value,
    a_thread_waits_no_longer_than_it_says,
    a_value_whose_clone_panics_is_passed_over,
);

const HEAD_START: Duration = Duration::from_millis(5);

async fn every_receiver_gets_every_value() {
    const SENDERS: usize = 3;
    const PER_SENDER: usize = 300;
    let (sender, receiver) = channel(SENDERS * PER_SENDER);
    let receiving: Vec<_> = (0..4)
        .map(|_| {
            let mut receiver = receiver.clone();
            thread::spawn(move || {
                block_on(async {
                    let mut due = [0; SENDERS];
                    while let Ok((number, value)) = receiver.recv().await {
                        assert_eq!(value, due[number], "of sender {number}");
                        due[number] += 1;
                    }
                    due
                })
            })
        })
        .collect();
    for number in 0..SENDERS {
        let sender = sender.clone();
        thread::spawn(move || {
            for value in 0..PER_SENDER {
                assert!(sender.send((number, value)).is_ok());
            }
        });
    }
    drop(sender);
    for thread in receiving {
        let due = thread.join().expect("a receiver panicked");
        assert_eq!(due, [PER_SENDER; SENDERS]);
    }
}

async fn a_value_sent_as_the_wait_begins_comes() {
    let (sender, mut receiver) = channel(1);
    for round in rounds() {
        let sender = sender.clone();
        let sending = at_once(round, move || sender.send(round));
        assert_eq!(receiver.recv().await, Ok(round));
        assert_eq!(sending.join().expect("the sender panicked"), Ok(1));
    }
}

async fn a_receiver_that_is_late_is_told_what_it_missed() {
    let (sender, mut receiver) = channel(3);
    for value in 0..10 {
        assert_eq!(sender.send(value), Ok(1));
    }
    assert_eq!(receiver.len(), 10);
    assert_eq!(receiver.recv().await, Err(RecvError::Lagged(7)));
    for value in 7..10 {
        assert_eq!(receiver.recv().await, Ok(value));
    }
    assert_eq!(poll!(receiver.recv()), Poll::Pending);
}

async fn a_subscriber_gets_what_is_sent_from_then_on() {
    let (sender, receiver) = channel(3);
    assert_eq!(sender.send(1), Ok(1));
    let (mut first, mut second) = (sender.subscribe(), receiver.resubscribe());
    assert_eq!(sender.send(2), Ok(3));
    assert_eq!((first.recv().await, second.recv().await), (Ok(2), Ok(2)));
}

async fn a_clone_goes_on_where_the_original_is() {
    let (sender, mut receiver) = channel(3);
    assert_eq!([sender.send(1), sender.send(2)], [Ok(1); 2]);
    assert_eq!(receiver.recv().await, Ok(1));
    assert_eq!(receiver.clone().recv().await, Ok(2));
    assert_eq!(receiver.recv().await, Ok(2));
}

async fn values_before_the_close_come_before_the_end() {
    for round in rounds() {
        let (sender, mut receiver) = channel(1);
        let sending = at_once(round, move || sender.send(round));
        assert_eq!(receiver.recv().await, Ok(round));
        assert_eq!(receiver.recv().await, Err(RecvError::Closed));
        assert_eq!(sending.join().expect("the sender panicked"), Ok(1));
    }
}

async fn a_close_ends_all_waits() {
    let (sender, receiver) = channel::<()>(1);
    let other = sender.clone();
    let waiting = [0; 3].map(|_| {
        let mut receiver = receiver.clone();
        thread::spawn(move || block_on(receiver.recv()))
    });
    drop(sender);
    thread::sleep(HEAD_START);
    assert!(!receiver.is_closed());
    drop(other);
    for thread in waiting {
        let received = thread.join().expect("a receiver panicked");
        assert_eq!(received, Err(RecvError::Closed));
    }
    assert!(receiver.is_closed());
}

async fn a_value_without_receivers_comes_back() {
    let (sender, receiver) = channel(1);
    drop(receiver);
    assert_eq!(sender.send(1), Err(SendError(1)));
    let mut receiver = sender.subscribe();
    assert_eq!(poll!(receiver.recv()), Poll::Pending);
    assert_eq!(sender.send(2), Ok(1));
    assert_eq!(receiver.recv().await, Ok(2));
}

async fn values_are_dropped_with_the_last_receiver() {
    let value = Arc::new(());
    let (sender, receiver) = channel(2);
    let other = receiver.clone();
    for _ in 0..3 {
        assert_eq!(sender.send(Arc::clone(&value)), Ok(2));
    }
    drop(receiver);
    assert_eq!(Arc::strong_count(&value), 3);
    drop(other);
    assert_eq!(Arc::strong_count(&value), 1);
    let mut receiver = sender.subscribe();
    assert_eq!(sender.send(Arc::clone(&value)), Ok(1));
    assert!(receiver.recv().await.is_ok());
}

async fn the_drop_of_a_value_may_use_the_channel() {
    #[derive(Clone)]
    struct Value(Arc<Mutex<Option<Sender<Self>>>>);
    impl Drop for Value {
        fn drop(&mut self) {
            if let Some(sender) = &*self.0.lock().expect("a drop panicked") {
                drop(sender.subscribe());
            }
        }
    }

    let (sender, receiver) = channel(1);
    let used = Arc::new(Mutex::new(Some(sender.clone())));
    for _ in 0..2 {
        assert!(sender.send(Value(Arc::clone(&used))).is_ok());
    }
    drop(receiver);
    assert_eq!(sender.receiver_count(), 0);
    drop(used.lock().expect("a drop panicked").take());
    assert_eq!(Arc::strong_count(&used), 1);
}

async fn a_sender_waits_until_the_receivers_are_gone() {
    for round in rounds() {
        let (sender, receiver) = channel::<()>(1);
        assert_eq!(poll!(sender.closed()), Poll::Pending);
        let dropping = at_once(round, move || drop(receiver));
        sender.closed().await;
        assert!(sender.has_no_receiver());
        dropping.join().expect("the drop panicked");
    }
}

async fn counts_and_lengths_are_seen() {
    let (sender, receiver) = channel(2);
    let other = sender.clone();
    assert_eq!((receiver.sender_count(), receiver.receiver_count()), (2, 1));
    assert_eq!((other.capacity(), receiver.len()), (2, 0));
    assert!(receiver.is_empty());
    assert_eq!(other.send(1), Ok(1));
    assert!(receiver.len() == 1 && !receiver.is_empty());
}

async fn dropped_waits_lose_no_value() {
    let (sender, mut receiver) = channel(1);
    for value in 0..10 {
        assert_eq!(poll!(receiver.recv()), Poll::Pending);
        assert_eq!(sender.send(value), Ok(1));
        assert_eq!(receiver.recv().await, Ok(value));
    }
}

async fn a_thread_waits_no_longer_than_it_says() {
    let (sender, mut receiver): (Sender<u8>, Receiver<u8>) = channel(1);
    assert!(receiver.recv_timeout(Duration::from_millis(1)).is_err());
    let sending = thread::spawn(move || {
        thread::sleep(HEAD_START);
        sender.send(1)
    });
    assert_eq!(receiver.blocking_recv(), Ok(1));
    assert_eq!(receiver.blocking_recv(), Err(RecvError::Closed));
    assert_eq!(sending.join().expect("the sender panicked"), Ok(1));
}

async fn a_value_whose_clone_panics_is_passed_over() {
    #[derive(Debug, PartialEq)]
    struct Value(bool);
    impl Clone for Value {
        fn clone(&self) -> Self {
            if self.0 {
                resume_unwind(Box::new("cannot be cloned"));
            }
            Self(false)
        }
    }

    let (sender, mut receiver) = channel(2);
    assert!(sender.send(Value(true)).is_ok() && sender.send(Value(false)).is_ok());
    let panic = catch_unwind(AssertUnwindSafe(|| receiver.try_recv()));
    assert!(panic.is_err());
    assert_eq!(receiver.try_recv(), Poll::Ready(Ok(Value(false))));
}
