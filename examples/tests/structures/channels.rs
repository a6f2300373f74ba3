//! Tests for every channel from many senders to one receiver.

/// Makes the tests of a channel. Each is an `async fn`. The file that uses this macro defines three functions:
///
/// * `channel(room)` makes a channel with room for that many values.
/// * `send(&sender, value)` waits for room and sends.
/// * `send_now(&sender, value)` does the same, but returns the value if the receiver was dropped.
macro_rules! channel_tests {
    () => {
        on_each_executor!(
            values_come_in_order,
            the_values_of_each_sender_come_in_order,
            a_close_ends_the_wait,
            the_last_sender_closes,
            values_sent_before_the_close_come_before_the_end,
            a_value_sent_while_registering_comes,
            a_close_while_registering_ends_the_wait,
            a_value_comes_as_the_wait_begins,
            a_close_as_the_wait_begins_ends_it,
            dropped_waits_lose_no_value,
            another_task_takes_the_wait_over,
            polls_and_checks_receive,
            a_wait_that_was_polled_can_block,
            blocking_ends_with_the_close,
            a_receiver_that_goes_drops_the_values,
            a_send_after_the_receiver_gets_its_value_back,
            senders_see_that_the_receiver_goes,
            values_that_are_left_are_dropped,
        );

        const HEAD_START: Duration = Duration::from_millis(5);

        async fn values_come_in_order() {
            let (sender, receiver) = channel(3);
            thread::spawn(move || (0..1000).for_each(|value| send(&sender, value)));
            let values: Vec<_> = receiver.collect().await;
            assert!(values.into_iter().eq(0..1000));
        }

        async fn the_values_of_each_sender_come_in_order() {
            const SENDERS: usize = 4;
            const PER_SENDER: usize = 2000;

            let (sender, mut receiver) = channel(SENDERS);
            for number in 0..SENDERS {
                let sender = sender.clone();
                thread::spawn(move || {
                    (0..PER_SENDER).for_each(|value| send(&sender, (number, value)));
                });
            }
            drop(sender);
            let mut due = [0; SENDERS];
            while let Some((number, value)) = receiver.recv().await {
                assert_eq!(value, due[number], "sender {number}");
                due[number] += 1;
            }
            assert_eq!(due, [PER_SENDER; SENDERS]);
        }

        async fn a_close_ends_the_wait() {
            let (sender, mut receiver) = channel::<()>(1);
            thread::spawn(move || {
                thread::sleep(HEAD_START);
                drop(sender);
            });
            assert_eq!(receiver.recv().await, None);
            assert_eq!(receiver.recv().await, None);
        }

        async fn the_last_sender_closes() {
            let (sender, mut receiver) = channel::<()>(1);
            let clone = sender.clone();
            drop(sender);
            assert_eq!(receiver.try_recv(), Poll::Pending);
            assert!(!receiver.is_closed());
            drop(clone);
            assert!(receiver.is_closed());
            assert_eq!(receiver.try_recv(), Poll::Ready(None));
            assert_eq!(receiver.recv().await, None);
        }

        /// flume#120: a value was sent and the sender dropped between the receiver's look at the queue
        /// and its look at *closed*.
        async fn values_sent_before_the_close_come_before_the_end() {
            for round in rounds() {
                let (sender, mut receiver) = channel(1);
                let sending = at_once(round, move || send(&sender, round));
                assert_eq!(receiver.recv().await, Some(round));
                assert_eq!(receiver.recv().await, None);
                sending.join().expect("the sender panicked");
            }
        }

        /// embassy#7015, taskwait#1: the value was sent between the check and the registration.
        async fn a_value_sent_while_registering_comes() {
            let (sender, mut receiver) = channel(1);
            let waker = when_replaced(move || send(&sender, 1));
            let pending = receiver.poll_recv(&mut Context::from_waker(&waker));
            assert_eq!(pending, Poll::Pending);
            drop(waker);
            assert_eq!(poll!(receiver.recv()), Poll::Ready(Some(1)));
            assert_eq!(receiver.recv().await, None);
        }

        async fn a_close_while_registering_ends_the_wait() {
            let (sender, mut receiver) = channel::<()>(1);
            let waker = when_replaced(move || drop(sender));
            let pending = receiver.poll_recv(&mut Context::from_waker(&waker));
            assert_eq!(pending, Poll::Pending);
            drop(waker);
            assert_eq!(poll!(receiver.recv()), Poll::Ready(None));
        }

        async fn a_value_comes_as_the_wait_begins() {
            let (mut sender, mut receiver) = channel(1);
            for round in rounds() {
                let sending = at_once(round, move || {
                    send(&sender, round);
                    sender
                });
                assert_eq!(receiver.recv().await, Some(round));
                sender = sending.join().expect("the sender panicked");
            }
        }

        async fn a_close_as_the_wait_begins_ends_it() {
            for round in rounds() {
                let (sender, mut receiver) = channel::<()>(1);
                let closing = at_once(round, move || drop(sender));
                assert_eq!(receiver.recv().await, None);
                closing.join().expect("the drop panicked");
            }
        }

        async fn dropped_waits_lose_no_value() {
            let (sender, mut receiver) = channel(1);
            for value in 0..10 {
                assert_eq!(poll!(receiver.recv()), Poll::Pending);
                send(&sender, value);
                assert_eq!(receiver.recv().await, Some(value));
            }
            assert_eq!(poll!(receiver.recv()), Poll::Pending);
            thread::spawn(move || send(&sender, 10));
            assert_eq!(receiver.recv().await, Some(10));
        }

        /// futures-intrusive#18: only the first poll stored a waker, which was the old task's.
        async fn another_task_takes_the_wait_over() {
            let (sender, mut receiver) = channel(1);
            assert_eq!(poll!(receiver.recv()), Poll::Pending);
            let other = thread::spawn(move || futures::executor::block_on(receiver.recv()));
            thread::sleep(HEAD_START);
            send(&sender, "to the other task");
            let received = other.join().expect("the other task panicked");
            assert_eq!(received, Some("to the other task"));
        }

        async fn polls_and_checks_receive() {
            let (sender, mut receiver) = channel(1);
            assert_eq!(receiver.try_recv(), Poll::Pending);
            send(&sender, 1);
            assert_eq!(receiver.try_recv(), Poll::Ready(Some(1)));
            assert_eq!(receiver.try_recv(), Poll::Pending);
            thread::spawn(move || send(&sender, 2));
            assert_eq!(poll_fn(|cx| receiver.poll_recv(cx)).await, Some(2));
            assert_eq!(poll_fn(|cx| receiver.poll_recv(cx)).await, None);
        }

        /// oneshot#9: a receiver was polled, and then blocked on.
        async fn a_wait_that_was_polled_can_block() {
            let (sender, mut receiver) = channel(1);
            assert_eq!(poll!(receiver.recv()), Poll::Pending);
            thread::spawn(move || {
                thread::sleep(HEAD_START);
                send(&sender, 1);
            });
            assert_eq!(receiver.blocking_recv(), Some(1));
            assert_eq!(receiver.recv().await, None);
        }

        async fn blocking_ends_with_the_close() {
            let (sender, mut receiver) = channel(3);
            let timed_out = receiver.recv_timeout(Duration::from_millis(1));
            assert!(timed_out.is_err());
            thread::spawn(move || (0..1000).for_each(|value| send(&sender, value)));
            for value in 0..1000 {
                assert_eq!(receiver.blocking_recv(), Some(value));
            }
            assert_eq!(receiver.blocking_recv(), None);
        }

        async fn a_receiver_that_goes_drops_the_values() {
            let (sender, mut receiver) = channel(1);
            assert_eq!(poll!(receiver.recv()), Poll::Pending);
            let value = Arc::new(());
            send(&sender, Arc::clone(&value));
            assert!(!sender.is_closed());
            drop(receiver);
            assert!(sender.is_closed());
            assert_eq!(Arc::strong_count(&value), 1, "the sent values were dropped");
        }

        async fn a_send_after_the_receiver_gets_its_value_back() {
            let (sender, receiver) = channel(1);
            drop(receiver);
            assert_eq!(send_now(&sender, 1), Err(1));
        }

        async fn senders_see_that_the_receiver_goes() {
            let value = Arc::new(());
            for round in rounds() {
                let (sender, mut receiver) = channel(2);
                let mine = Arc::clone(&value);
                let sending = at_once(round, move || {
                    while send_now(&sender, Arc::clone(&mine)).is_ok() {
                        thread::yield_now();
                    }
                });
                assert!(receiver.recv().await.is_some());
                drop(receiver);
                // The sender ends only when it sees that the receiver was dropped.
                sending.join().expect("the sender panicked");
                assert_eq!(Arc::strong_count(&value), 1);
            }
        }

        async fn values_that_are_left_are_dropped() {
            let (sender, receiver) = channel(1);
            let value = Arc::new(());
            send(&sender, Arc::clone(&value));
            drop((sender, receiver));
            assert_eq!(Arc::strong_count(&value), 1);
        }
    };
}
pub(crate) use channel_tests;
