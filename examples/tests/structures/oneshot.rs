//! Tests of the channel for one value, on each executor.

use crate::race::{at_once, rounds};
use crate::support::on_each_executor;
use futures::{future::poll_fn, poll};
use spmc_waker_examples::oneshot::channel;
use std::{
    sync::{Arc, mpsc::RecvError},
    task::{Context, Poll, Wake, Waker},
    thread,
    time::Duration,
};

on_each_executor!(
    a_value_sent_before_the_wait_comes,
    a_value_sent_during_the_wait_comes,
    a_value_sent_as_the_wait_begins_comes,
    a_sender_that_is_gone_ends_the_wait_at_once,
    a_sender_that_goes_ends_the_wait,
    a_sender_that_goes_as_the_wait_begins_ends_it,
    a_value_comes_once,
    a_closed_receiver_gives_the_value_back,
    a_close_during_the_send_leaves_the_value_with_one_end,
    a_drop_during_the_send_leaks_no_value,
    a_wait_after_a_dropped_one_ends,
    another_task_takes_the_wait_over,
    polls_and_checks_receive,
    a_value_that_is_left_is_dropped,
    a_receiver_that_is_gone_keeps_no_task_alive,
    a_sender_waits_for_the_close,
    a_close_as_the_senders_wait_begins_ends_it,
    a_sender_that_waits_can_send,
    a_message_is_seen_before_it_is_taken,
    a_thread_waits_for_the_value,
);

const HEAD_START: Duration = Duration::from_millis(5);

async fn a_value_sent_before_the_wait_comes() {
    let (sender, receiver) = channel();
    assert_eq!(sender.send(1), Ok(()));
    assert_eq!(receiver.await, Ok(1));
}

async fn a_value_sent_during_the_wait_comes() {
    let (sender, receiver) = channel();
    let sending = thread::spawn(move || {
        thread::sleep(HEAD_START);
        sender.send(1)
    });
    assert_eq!(receiver.await, Ok(1));
    assert_eq!(sending.join().expect("the sender panicked"), Ok(()));
}

/// embassy#7015: the value was sent between the check and the registration.
async fn a_value_sent_as_the_wait_begins_comes() {
    for round in rounds() {
        let (sender, receiver) = channel();
        let sending = at_once(round, move || sender.send(round));
        assert_eq!(receiver.await, Ok(round));
        assert_eq!(sending.join().expect("the sender panicked"), Ok(()));
    }
}

async fn a_sender_that_is_gone_ends_the_wait_at_once() {
    let (sender, receiver) = channel::<()>();
    drop(sender);
    assert!(receiver.is_closed());
    assert_eq!(receiver.await, Err(RecvError));
}

async fn a_sender_that_goes_ends_the_wait() {
    let (sender, receiver) = channel::<()>();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(sender);
    });
    assert_eq!(receiver.await, Err(RecvError));
}

async fn a_sender_that_goes_as_the_wait_begins_ends_it() {
    for round in rounds() {
        let (sender, receiver) = channel::<()>();
        let dropping = at_once(round, move || drop(sender));
        assert_eq!(receiver.await, Err(RecvError));
        dropping.join().expect("the drop panicked");
    }
}

async fn a_value_comes_once() {
    let (sender, mut receiver) = channel();
    assert_eq!(sender.send(1), Ok(()));
    assert!(!receiver.is_closed());
    assert_eq!(receiver.recv().await, Ok(1));
    assert!(receiver.is_closed());
    assert_eq!(receiver.recv().await, Err(RecvError));
}

async fn a_closed_receiver_gives_the_value_back() {
    let (sender, mut receiver) = channel();
    assert_eq!(poll!(receiver.recv()), Poll::Pending);
    assert!(!sender.is_closed() && !receiver.is_closed());
    receiver.close();
    assert!(sender.is_closed() && receiver.is_closed());
    assert_eq!(sender.send(1), Err(1));
    assert_eq!(receiver.recv().await, Err(RecvError));

    let (sender, receiver) = channel();
    assert_eq!(sender.send(1), Ok(()));
    receiver.close();
    assert_eq!(receiver.await, Ok(1), "the value was sent before the close");

    let (sender, receiver) = channel();
    drop(receiver);
    assert!(sender.is_closed());
    assert_eq!(sender.send(1), Err(1));
}

/// Either the value is received, or `send` returns it.
async fn a_close_during_the_send_leaves_the_value_with_one_end() {
    for round in rounds() {
        let (sender, receiver) = channel();
        let sending = at_once(round, move || sender.send(round));
        receiver.close();
        let received = receiver.await;
        match sending.join().expect("the sender panicked") {
            Ok(()) => assert_eq!(received, Ok(round)),
            Err(value) => assert_eq!((received, value), (Err(RecvError), round)),
        }
    }
}

/// Either the value is dropped with the receiver, or `send` returns it.
async fn a_drop_during_the_send_leaks_no_value() {
    let value = Arc::new(());
    for round in rounds() {
        let (sender, mut receiver) = channel();
        assert_eq!(poll!(receiver.recv()), Poll::Pending);
        let sent = Arc::clone(&value);
        let sending = at_once(round, move || sender.send(sent));
        drop(receiver);
        let given_back = sending.join().expect("the sender panicked").is_err();
        assert_eq!(Arc::strong_count(&value), 1, "given back: {given_back}");
    }
}

async fn a_wait_after_a_dropped_one_ends() {
    let (sender, mut receiver) = channel();
    assert_eq!(poll!(receiver.recv()), Poll::Pending);
    assert_eq!(sender.send(1), Ok(()));
    assert_eq!(receiver.recv().await, Ok(1));
}

/// futures-intrusive#18: only the first poll stored a waker, which was the old task's.
async fn another_task_takes_the_wait_over() {
    let (sender, mut receiver) = channel();
    assert_eq!(poll!(receiver.recv()), Poll::Pending);
    let other = thread::spawn(move || futures::executor::block_on(receiver));
    thread::sleep(HEAD_START);
    assert_eq!(sender.send("to the other task"), Ok(()));
    let received = other.join().expect("the other task panicked");
    assert_eq!(received, Ok("to the other task"));
}

async fn polls_and_checks_receive() {
    let (sender, mut receiver) = channel();
    assert_eq!(receiver.try_recv(), Poll::Pending);
    thread::spawn(move || sender.send(1));
    assert_eq!(poll_fn(|cx| receiver.poll_recv(cx)).await, Ok(1));
    assert_eq!(receiver.try_recv(), Poll::Ready(Err(RecvError)));
}

async fn a_value_that_is_left_is_dropped() {
    let value = Arc::new(());
    let (sender, receiver) = channel();
    assert_eq!(sender.send(Arc::clone(&value)), Ok(()));
    assert_eq!(Arc::strong_count(&value), 2);
    drop(receiver);
    assert_eq!(Arc::strong_count(&value), 1);
}

/// n0-watcher#62, quinn#1458: a receiver left its waker with a sender that stayed.
async fn a_receiver_that_is_gone_keeps_no_task_alive() {
    struct Task;
    impl Wake for Task {
        fn wake(self: Arc<Self>) {}
    }

    let task = Arc::new(Task);
    let waker = Waker::from(Arc::clone(&task));
    let (sender, mut receiver) = channel::<()>();
    let pending = receiver.poll_recv(&mut Context::from_waker(&waker));
    assert_eq!(pending, Poll::Pending);
    drop(waker);
    assert_eq!(Arc::strong_count(&task), 2);
    drop(receiver);
    assert_eq!(Arc::strong_count(&task), 1);
    drop(sender);
}

async fn a_sender_waits_for_the_close() {
    let (mut sender, receiver) = channel::<()>();
    assert_eq!(poll!(sender.closed()), Poll::Pending);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(receiver);
    });
    sender.closed().await;
    assert!(sender.is_closed());
    assert_eq!(sender.send(()), Err(()));
}

async fn a_close_as_the_senders_wait_begins_ends_it() {
    for round in rounds() {
        let (mut sender, receiver) = channel::<()>();
        let closing = at_once(round, move || {
            receiver.close();
            receiver
        });
        sender.closed().await;
        let receiver = closing.join().expect("the receiver panicked");
        drop(sender);
        assert_eq!(receiver.await, Err(RecvError));
    }
}

async fn a_sender_that_waits_can_send() {
    let (mut sender, receiver) = channel();
    assert_eq!(poll!(sender.closed()), Poll::Pending);
    assert_eq!(sender.send(1), Ok(()));
    assert_eq!(receiver.await, Ok(1));
}

async fn a_message_is_seen_before_it_is_taken() {
    let (sender, mut receiver) = channel();
    assert!(!receiver.has_message() && !receiver.is_closed());
    assert_eq!(sender.send(1), Ok(()));
    assert!(receiver.has_message() && !receiver.is_closed());
    assert_eq!(receiver.try_recv(), Poll::Ready(Ok(1)));
    assert!(!receiver.has_message() && receiver.is_closed());
}

async fn a_thread_waits_for_the_value() {
    let (sender, mut receiver) = channel();
    assert!(receiver.recv_timeout(Duration::from_millis(1)).is_err());
    let sending = thread::spawn(move || {
        thread::sleep(HEAD_START);
        sender.send(1)
    });
    assert_eq!(receiver.blocking_recv(), Ok(1));
    assert_eq!(sending.join().expect("the sender panicked"), Ok(()));
    assert_eq!(receiver.blocking_recv(), Err(RecvError));
}
