//! Tests of the watch, on each executor.

use crate::race::{at_once, rounds};
use crate::support::on_each_executor;
use futures::{FutureExt as _, future::poll_fn, poll};
use spmc_waker_examples::watch::{Receiver, Sender, channel};
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{
        Arc, Mutex,
        mpsc::{RecvError, SendError},
    },
    task::{Context, Poll, Wake, Waker},
    thread,
    time::Duration,
};

on_each_executor!(
    a_value_sent_before_the_wait_is_seen,
    a_value_sent_during_the_wait_is_seen,
    a_value_sent_as_the_wait_begins_is_seen,
    each_receiver_is_woken,
    the_last_value_reaches_all,
    receivers_agree_on_the_last_of_two_sends,
    a_send_that_is_overtaken_shows_the_newer_value,
    a_late_receiver_sees_the_latest,
    borrow_and_update_takes_the_value_as_seen,
    a_later_receiver_has_seen_the_value,
    a_receiver_made_during_a_send_misses_nothing,
    a_close_during_the_wait_ends_it,
    a_close_as_the_wait_begins_ends_it,
    a_value_before_the_close_comes_before_the_end,
    a_predicate_that_comes_true_ends_the_wait,
    a_predicate_that_holds_at_first_ends_the_wait,
    a_close_ends_the_wait_for_a_predicate,
    dropped_waits_miss_no_value,
    another_task_takes_the_wait_over,
    polls_and_checks_see_values,
    a_sender_without_receivers_is_closed,
    values_that_are_left_are_dropped,
    a_waker_may_use_the_channel,
    the_drop_of_a_value_may_use_the_channel,
    a_value_that_nobody_receives_comes_back,
    a_change_in_place_is_seen_if_the_closure_says_so,
    a_change_that_panics_is_not_announced,
    a_clone_has_seen_what_the_original_has,
    a_receiver_can_see_a_value_twice,
    the_last_of_the_senders_closes,
    a_sender_waits_until_the_receivers_are_gone,
    a_subscription_during_the_last_drop_is_counted,
    many_tasks_wait_with_one_receiver_each,
    a_thread_waits_no_longer_than_it_says,
);

const HEAD_START: Duration = Duration::from_millis(5);

/// tokio#5606: there was no first check.
async fn a_value_sent_before_the_wait_is_seen() {
    let (sender, receiver) = channel(0);
    assert_eq!(
        poll!(receiver.changed()),
        Poll::Pending,
        "the value was already seen"
    );
    sender.send_replace(1);
    assert_eq!(poll!(receiver.changed()), Poll::Ready(Ok(())));
    assert_eq!(*receiver.borrow(), 1);
    assert_eq!(poll!(receiver.changed()), Poll::Pending);
}

async fn a_value_sent_during_the_wait_is_seen() {
    let (sender, receiver) = channel(0);
    let sending = thread::spawn(move || {
        thread::sleep(HEAD_START);
        sender.send_replace(1);
        sender
    });
    assert_eq!(receiver.changed().await, Ok(()));
    assert_eq!(*receiver.borrow(), 1);
    sending.join().expect("the sender panicked");
}

/// embassy#7015: the value was sent between the check and the registration.
async fn a_value_sent_as_the_wait_begins_is_seen() {
    let (mut sender, receiver) = channel(0);
    for round in rounds() {
        let sending = at_once(round, move || {
            sender.send_replace(round);
            sender
        });
        assert_eq!(receiver.changed().await, Ok(()));
        assert_eq!(*receiver.borrow(), round);
        sender = sending.join().expect("the sender panicked");
    }
}

/// embassy#3930: tasks that shared a waker overwrote each other's.
async fn each_receiver_is_woken() {
    let (sender, receiver) = channel(0);
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let receiver = sender.subscribe();
            thread::spawn(move || {
                futures::executor::block_on(receiver.changed()).map(|()| *receiver.borrow())
            })
        })
        .collect();
    drop(receiver);
    thread::sleep(HEAD_START);
    sender.send_replace(1);
    for task in tasks {
        assert_eq!(task.join().expect("a receiver panicked"), Ok(1));
    }
}

async fn the_last_value_reaches_all() {
    const LAST: usize = 5000;

    let (sender, mut receiver) = channel(0);
    let mut other = sender.subscribe();
    let other = thread::spawn(move || futures::executor::block_on(values(&mut other)));
    thread::spawn(move || {
        for value in 1..=LAST {
            sender.send_replace(value);
        }
    });
    for values in [
        values(&mut receiver).await,
        other.join().expect("the other receiver panicked"),
    ] {
        assert!(
            values.is_sorted_by(|a, b| a < b),
            "the values are in order, and none comes twice"
        );
        assert_eq!(values.last(), Some(&LAST));
    }
}

async fn receivers_agree_on_the_last_of_two_sends() {
    let (sender, receiver) = channel(0);
    let sender = Arc::new(sender);
    for round in rounds() {
        let other = Arc::clone(&sender);
        let sending = at_once(round, move || other.send_replace(2 * round));
        sender.send_replace(2 * round + 1);
        sending.join().expect("the other sender panicked");
        assert_eq!(receiver.changed().await, Ok(()));
        assert_eq!(*receiver.borrow(), *sender.subscribe().borrow());
    }
}

/// While a send wakes one receiver after the other, the first receiver's waker sends a newer value.
async fn a_send_that_is_overtaken_shows_the_newer_value() {
    struct Overtaking(Arc<Sender<usize>>);
    impl Wake for Overtaking {
        fn wake(self: Arc<Self>) {
            self.0.send_replace(2);
        }
    }

    let (sender, mut first) = channel(0);
    let mut second = sender.subscribe();
    let sender = Arc::new(sender);
    let waker = Waker::from(Arc::new(Overtaking(Arc::clone(&sender))));
    let pending = first.poll_changed(&mut Context::from_waker(&waker));
    assert_eq!(pending, Poll::Pending);
    sender.send_replace(1);
    assert_eq!(values_by_now(&mut first), [2]);
    assert_eq!(values_by_now(&mut second), [2]);
}

async fn a_late_receiver_sees_the_latest() {
    let (sender, mut receiver) = channel(0);
    for value in 1..=10 {
        sender.send_replace(value);
    }
    assert_eq!(values_by_now(&mut receiver), [10]);
}

async fn borrow_and_update_takes_the_value_as_seen() {
    let (sender, receiver) = channel(0);
    sender.send_replace(1);
    assert_eq!(*receiver.borrow(), 1);
    assert_eq!(receiver.try_changed(), Poll::Ready(Ok(())));
    sender.send_replace(2);
    assert_eq!(*receiver.borrow_and_update(), 2);
    assert_eq!(poll!(receiver.changed()), Poll::Pending);
}

async fn a_later_receiver_has_seen_the_value() {
    let (sender, mut receiver) = channel(0);
    sender.send_replace(1);
    let mut later = sender.subscribe();
    assert_eq!(*later.borrow(), 1);
    assert_eq!(poll!(later.changed()), Poll::Pending);
    sender.send_replace(2);
    assert_eq!(values_by_now(&mut later), [2]);
    assert_eq!(values_by_now(&mut receiver), [2]);
}

/// Either the receiver starts with the value, or the value arrives later.
async fn a_receiver_made_during_a_send_misses_nothing() {
    let (sender, _receiver) = channel(0);
    let sender = Arc::new(sender);
    for round in rounds() {
        let other = Arc::clone(&sender);
        let sending = at_once(round, move || other.send_replace(round));
        let receiver = sender.subscribe();
        if *receiver.borrow() != round {
            assert_eq!(receiver.changed().await, Ok(()));
        }
        assert_eq!(*receiver.borrow(), round);
        sending.join().expect("the sender panicked");
    }
}

async fn a_close_during_the_wait_ends_it() {
    let (sender, receiver) = channel(0);
    assert!(!receiver.is_closed());
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(sender);
    });
    assert_eq!(receiver.changed().await, Err(RecvError));
    assert!(receiver.is_closed());
    assert_eq!(receiver.changed().await, Err(RecvError));
}

async fn a_close_as_the_wait_begins_ends_it() {
    for round in rounds() {
        let (sender, receiver) = channel(0);
        let closing = at_once(round, move || drop(sender));
        assert_eq!(receiver.changed().await, Err(RecvError));
        closing.join().expect("the drop panicked");
    }
}

/// flume#120: a value was sent and the sender dropped between the look at the value and the look at *closed*.
async fn a_value_before_the_close_comes_before_the_end() {
    for round in rounds() {
        let (sender, receiver) = channel(0);
        let sending = at_once(round, move || sender.send_replace(round));
        if round % 2 == 0 {
            assert_eq!(receiver.changed().await, Ok(()));
        } else {
            let found = receiver.wait_for(|value| *value == round).await;
            assert_eq!(found.as_deref(), Ok(&round));
        }
        assert_eq!(*receiver.borrow(), round);
        assert_eq!(receiver.changed().await, Err(RecvError));
        sending.join().expect("the sender panicked");
    }
}

async fn a_predicate_that_comes_true_ends_the_wait() {
    let (sender, receiver) = channel(0);
    let sending = thread::spawn(move || {
        for value in 1..10 {
            thread::sleep(Duration::from_millis(1));
            sender.send_replace(value);
        }
        sender
    });
    let found = receiver.wait_for(|value| *value >= 7).await;
    assert!(found.is_ok_and(|value| *value >= 7));
    sending.join().expect("the sender panicked");
}

/// tokio#5606: the wait checks the current value first, even if it has been seen.
async fn a_predicate_that_holds_at_first_ends_the_wait() {
    let (sender, receiver) = channel(1);
    let found = receiver.wait_for(|value| *value == 1).now_or_never();
    assert!(found.is_some_and(|found| found.is_ok_and(|value| *value == 1)));
    drop(sender);
    assert!(receiver.wait_for(|value| *value == 1).await.is_ok());
}

async fn a_close_ends_the_wait_for_a_predicate() {
    let (sender, receiver) = channel(0);
    thread::spawn(move || {
        sender.send_replace(1);
        thread::sleep(HEAD_START);
    });
    let found = receiver.wait_for(|value| *value == 2).await;
    assert!(found.is_err());
}

async fn dropped_waits_miss_no_value() {
    let (sender, receiver) = channel(0);
    for value in 1..10 {
        assert_eq!(poll!(receiver.changed()), Poll::Pending);
        sender.send_replace(value);
        assert_eq!(receiver.changed().await, Ok(()));
        assert_eq!(*receiver.borrow(), value);
    }
}

/// futures-intrusive#18: only the first poll stored a waker, which was the old task's.
async fn another_task_takes_the_wait_over() {
    let (sender, receiver) = channel(0);
    assert_eq!(poll!(receiver.changed()), Poll::Pending);
    let other = thread::spawn(move || futures::executor::block_on(receiver.changed()));
    thread::sleep(HEAD_START);
    sender.send_replace(1);
    assert_eq!(other.join().expect("the other task panicked"), Ok(()));
}

async fn polls_and_checks_see_values() {
    let (sender, mut receiver) = channel(0);
    assert_eq!(receiver.try_changed(), Poll::Pending);
    sender.send_replace(1);
    assert_eq!(receiver.try_changed(), Poll::Ready(Ok(())));
    let sending = thread::spawn(move || {
        thread::sleep(HEAD_START);
        sender.send_replace(2);
    });
    assert_eq!(poll_fn(|cx| receiver.poll_changed(cx)).await, Ok(()));
    sending.join().expect("the sender panicked");
}

async fn a_sender_without_receivers_is_closed() {
    let (sender, receiver) = channel(0);
    let other = sender.subscribe();
    drop(receiver);
    assert!(!sender.is_closed());
    drop(other);
    assert!(sender.is_closed());
    sender.send_replace(1);
    let receiver = sender.subscribe();
    assert_eq!(*receiver.borrow(), 1);
    assert!(!sender.is_closed());
}

async fn values_that_are_left_are_dropped() {
    let value = Arc::new(());
    let (sender, receiver) = channel(Arc::clone(&value));
    drop(sender.subscribe());
    assert_eq!(poll!(receiver.changed()), Poll::Pending);
    for _ in 0..10 {
        sender.send_replace(Arc::clone(&value));
        assert_eq!(
            Arc::strong_count(&value),
            2,
            "only the latest value is kept"
        );
    }
    drop(receiver);
    drop(sender);
    assert_eq!(Arc::strong_count(&value), 1);
}

/// tokio#4129, tokio#5429: a waker was called under the lock, and took the lock itself.
async fn a_waker_may_use_the_channel() {
    struct Task {
        sender: Arc<Sender<usize>>,
        receiver: Mutex<Receiver<usize>>,
        seen: Mutex<Vec<usize>>,
    }
    impl Wake for Task {
        fn wake(self: Arc<Self>) {
            let receiver = self.receiver.lock().expect("the waker panicked");
            let mut seen = self.seen.lock().expect("the waker panicked");
            seen.push(*receiver.borrow_and_update());
            drop(self.sender.subscribe());
        }
    }

    let (sender, receiver) = channel(0);
    let sender = Arc::new(sender);
    let task = Arc::new(Task {
        sender: Arc::clone(&sender),
        receiver: Mutex::new(receiver),
        seen: Mutex::default(),
    });
    let waker = Waker::from(Arc::clone(&task));
    for value in 1..=3 {
        let mut receiver = task.receiver.lock().expect("the waker panicked");
        let pending = receiver.poll_changed(&mut Context::from_waker(&waker));
        assert_eq!(pending, Poll::Pending);
        drop(receiver);
        sender.send_replace(value);
    }
    assert_eq!(*task.seen.lock().expect("the waker panicked"), [1, 2, 3]);
}

/// The same holds for the drop of a value.
async fn the_drop_of_a_value_may_use_the_channel() {
    #[derive(Default)]
    struct Value(Option<Arc<Sender<Self>>>);
    impl Drop for Value {
        fn drop(&mut self) {
            if let Some(sender) = &self.0 {
                drop(sender.subscribe());
            }
        }
    }

    let (sender, receiver) = channel(Value::default());
    let sender = Arc::new(sender);
    sender.send_replace(Value(Some(Arc::clone(&sender))));
    sender.send_replace(Value(Some(Arc::clone(&sender))));
    drop(receiver);
    sender.send_replace(Value(Some(Arc::clone(&sender))));
    let receiver = sender.subscribe();
    sender.send_replace(Value::default());
    drop(sender);
    assert!(receiver.is_closed());
}

/// Returns all values that the receiver sees until the close.
async fn values(receiver: &mut Receiver<usize>) -> Vec<usize> {
    let mut values = Vec::new();
    while receiver.changed().await == Ok(()) {
        // By now, there may be a newer value, which this does not mark as seen.
        values.push(*receiver.borrow_and_update());
    }
    values
}

fn values_by_now(receiver: &mut Receiver<usize>) -> Vec<usize> {
    let mut values = Vec::new();
    while receiver.try_changed() == Poll::Ready(Ok(())) {
        values.push(*receiver.borrow());
    }
    values
}

async fn a_value_that_nobody_receives_comes_back() {
    let (sender, receiver) = channel(0);
    assert_eq!(sender.send(1), Ok(()));
    drop(receiver);
    assert_eq!(sender.send(2), Err(SendError(2)));
    assert_eq!(*sender.borrow(), 1);
    assert_eq!(sender.send_replace(3), 1);
    assert_eq!(*sender.borrow(), 3);
}

async fn a_change_in_place_is_seen_if_the_closure_says_so() {
    let (sender, receiver) = channel(vec![0]);
    let mut wait = receiver.changed();
    assert_eq!(poll!(&mut wait), Poll::Pending);
    assert!(!sender.send_if_modified(|_| false));
    assert_eq!(receiver.has_changed(), Ok(false));
    assert_eq!(poll!(&mut wait), Poll::Pending);
    sender.send_modify(|values| values.push(1));
    assert_eq!(receiver.has_changed(), Ok(true));
    assert_eq!(wait.await, Ok(()));
    assert_eq!(*receiver.borrow(), [0, 1]);
}

async fn a_change_that_panics_is_not_announced() {
    let (sender, receiver) = channel(0);
    let panic = catch_unwind(AssertUnwindSafe(|| {
        sender.send_modify(|_| resume_unwind(Box::new("gives up")));
    }));
    assert!(panic.is_err());
    assert_eq!(receiver.has_changed(), Ok(false));
    assert_eq!(sender.send(1), Ok(()));
    assert_eq!(*receiver.borrow_and_update(), 1);
}

async fn a_clone_has_seen_what_the_original_has() {
    let (sender, receiver) = channel(0);
    sender.send_replace(1);
    let behind = receiver.clone();
    assert_eq!(*receiver.borrow_and_update(), 1);
    assert_eq!(receiver.clone().has_changed(), Ok(false));
    assert_eq!(behind.has_changed(), Ok(true));
}

async fn a_receiver_can_see_a_value_twice() {
    let (sender, receiver) = channel(0);
    receiver.mark_changed();
    assert_eq!(poll!(receiver.changed()), Poll::Ready(Ok(())));
    sender.send_replace(1);
    receiver.mark_unchanged();
    assert_eq!(receiver.has_changed(), Ok(false));
    drop(sender);
    assert_eq!(receiver.has_changed(), Err(RecvError));
}

async fn the_last_of_the_senders_closes() {
    let (sender, receiver) = channel(0);
    let other = sender.clone();
    assert_eq!(receiver.sender_count(), 2);
    drop(sender);
    assert_eq!(poll!(receiver.changed()), Poll::Pending);
    drop(other);
    assert_eq!(receiver.changed().await, Err(RecvError));
    assert_eq!(receiver.sender_count(), 0);
}

async fn a_sender_waits_until_the_receivers_are_gone() {
    for round in rounds() {
        let (sender, receiver) = channel(0);
        let other = receiver.clone();
        assert_eq!(poll!(sender.closed()), Poll::Pending);
        drop(receiver);
        assert_eq!(poll!(sender.closed()), Poll::Pending);
        let dropping = at_once(round, move || drop(other));
        sender.closed().await;
        assert!(sender.is_closed());
        dropping.join().expect("the drop panicked");
    }
}

/// A receiver is made while the last one goes: `closed` counts receivers, and not the ends of them.
async fn a_subscription_during_the_last_drop_is_counted() {
    for round in rounds() {
        let (sender, receiver) = channel(0);
        let dropping = at_once(round, move || drop(receiver));
        let receiver = sender.subscribe();
        dropping.join().expect("the drop panicked");
        assert_eq!(poll!(sender.closed()), Poll::Pending);
        assert_eq!(sender.receiver_count(), 1);
        drop(receiver);
        assert_eq!(poll!(sender.closed()), Poll::Ready(()));
    }
}

async fn many_tasks_wait_with_one_receiver_each() {
    const TASKS: usize = 40;
    let (sender, receiver) = channel(0);
    let receivers: Vec<_> = (0..TASKS).map(|_| receiver.clone()).collect();
    let mut waits: Vec<_> = receivers.iter().map(Receiver::changed).collect();
    for wait in &mut waits {
        assert_eq!(poll!(wait), Poll::Pending);
    }
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        sender.send_replace(1);
    });
    for wait in waits {
        assert_eq!(wait.await, Ok(()));
    }
}

async fn a_thread_waits_no_longer_than_it_says() {
    let (sender, receiver) = channel(0);
    assert!(receiver.changed_timeout(Duration::from_millis(1)).is_err());
    let sending = thread::spawn(move || {
        thread::sleep(HEAD_START);
        sender.send(1)
    });
    assert_eq!(receiver.blocking_changed(), Ok(()));
    assert_eq!(sending.join().expect("the sender panicked"), Ok(()));
    assert_eq!(receiver.blocking_changed(), Err(RecvError));
}
