//! The ring, on each executor.

#![forbid(unsafe_code)]

#[path = "support/registering.rs"]
mod registering;
mod support;

use futures::{StreamExt as _, executor::block_on, future::poll_fn, join, poll};
use registering::when_replaced;
use spmc_waker_examples::spsc::Ring;
use std::{
    collections::VecDeque,
    sync::Arc,
    task::{Context, Poll},
    thread,
    time::{Duration, Instant},
};
use support::on_each_executor;

on_each_executor!(
    items_in_order,
    one_task_on_both_sides,
    batches,
    batches_are_partial,
    nothing_to_do,
    blocking,
    timeouts,
    producer_dropped_while_popping,
    items_before_the_close,
    consumer_dropped_while_pushing,
    consumer_dropped_at_any_time,
    pushed_while_registering,
    popped_while_registering,
    dropped_push,
    dropped_waits,
    moved_to_another_task,
    try_and_poll,
    items_left_over,
);

const HEAD_START: Duration = Duration::from_millis(5);

/// With so little room, each side waits for the other all the time.
async fn items_in_order() {
    for capacity in [1, 2, 3] {
        let (mut producer, consumer) = Ring::new(capacity).into_pair();
        let pushing = thread::spawn(move || {
            block_on(async {
                for item in 0..1000 {
                    assert_eq!(producer.push(item).await, Ok(()));
                }
            });
        });
        let items: Vec<_> = consumer.collect().await;
        assert!(items.into_iter().eq(0..1000));
        pushing.join().expect("the producer panicked");
    }
}

async fn one_task_on_both_sides() {
    let (mut producer, mut consumer) = Ring::new(1).into_pair();
    let push = async {
        for item in 0..100 {
            assert_eq!(producer.push(item).await, Ok(()));
        }
    };
    let pop = async {
        for item in 0..100 {
            assert_eq!(consumer.pop().await, Some(item));
        }
    };
    join!(push, pop);
}

async fn batches() {
    const ITEMS: usize = 10_000;

    let (mut producer, mut consumer) = Ring::new(7).into_pair();
    let pushing = thread::spawn(move || {
        block_on(async {
            let mut items: VecDeque<_> = (0..ITEMS).collect();
            while !items.is_empty() {
                assert_ne!(producer.push_many(&mut items).await, 0);
            }
        });
    });
    let mut items = Vec::new();
    loop {
        let before = items.len();
        let popped = consumer.pop_many(&mut items, 5).await;
        assert_eq!(items.len() - before, popped);
        assert!(popped <= 5);
        if popped == 0 {
            break;
        }
    }
    assert!(items.into_iter().eq(0..ITEMS));
    pushing.join().expect("the producer panicked");
}

async fn batches_are_partial() {
    let (mut producer, mut consumer) = Ring::new(3).into_pair();
    let mut items = VecDeque::from([0, 1, 2, 3, 4]);
    assert_eq!(producer.push_many(&mut items).await, 3);
    assert_eq!(items, [3, 4]);
    assert_eq!(poll!(producer.push_many(&mut items)), Poll::Pending);
    assert_eq!(items, [3, 4], "a wait that is pending takes nothing");
    let mut popped = vec![9];
    assert_eq!(consumer.pop_many(&mut popped, 2).await, 2);
    assert_eq!(producer.push_many(&mut items).await, 2);
    assert_eq!(consumer.pop_many(&mut popped, 10).await, 3);
    assert_eq!(popped, [9, 0, 1, 2, 3, 4]);
    assert_eq!(poll!(consumer.pop_many(&mut popped, 10)), Poll::Pending);
}

async fn nothing_to_do() {
    let (mut producer, mut consumer) = Ring::new(1).into_pair();
    assert_eq!(consumer.pop_many(&mut Vec::new(), 0).await, 0);
    assert_eq!(producer.push(1).await, Ok(()));
    assert_eq!(producer.push_many(&mut VecDeque::new()).await, 0);
}

async fn blocking() {
    let (mut producer, mut consumer) = Ring::new(2).into_pair();
    let pushing = thread::spawn(move || {
        let mut items: VecDeque<_> = (0..500).collect();
        while !items.is_empty() {
            assert_ne!(producer.blocking_push_many(&mut items), 0);
        }
        for item in 500..1000 {
            assert_eq!(producer.blocking_push(item), Ok(()));
        }
    });
    for item in 0..500 {
        assert_eq!(consumer.blocking_pop(), Some(item));
    }
    let mut items = Vec::new();
    while consumer.blocking_pop_many(&mut items, 3) > 0 {}
    assert!(items.into_iter().eq(500..1000));
    assert_eq!(consumer.blocking_pop(), None);
    pushing.join().expect("the producer panicked");
}

async fn timeouts() {
    const TIMEOUT: Duration = Duration::from_millis(1);

    let (mut producer, mut consumer) = Ring::new(1).into_pair();
    let item = Arc::new(());
    assert!(consumer.pop_timeout(TIMEOUT).is_err());
    assert_eq!(producer.push(Arc::clone(&item)).await, Ok(()));
    assert!(producer.push_timeout(TIMEOUT, Arc::clone(&item)).is_err());
    assert_eq!(Arc::strong_count(&item), 2, "what timed out is dropped");
    assert!(consumer.pop_deadline(Instant::now()).is_ok());
}

async fn producer_dropped_while_popping() {
    let (producer, mut consumer) = Ring::<()>::new(1).into_pair();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(producer);
    });
    assert!(!consumer.is_closed());
    assert_eq!(consumer.pop().await, None);
    assert!(consumer.is_closed());
    assert_eq!(consumer.pop_many(&mut Vec::new(), 1).await, 0);
}

/// flume#120: pushed, and the producer dropped, between the consumer's look at the ring and at
/// *closed*.
async fn items_before_the_close() {
    const ROUNDS: usize = 200;

    for round in 0..ROUNDS {
        let (mut producer, mut consumer) = Ring::new(2).into_pair();
        let pushing = thread::spawn(move || {
            for item in [round, round + 1] {
                assert_eq!(producer.blocking_push(item), Ok(()));
            }
        });
        assert_eq!(consumer.pop().await, Some(round));
        let mut items = Vec::new();
        assert_eq!(consumer.pop_many(&mut items, 9).await, 1);
        assert_eq!(items, [round + 1]);
        assert_eq!(consumer.pop().await, None);
        pushing.join().expect("the producer panicked");
    }
}

async fn consumer_dropped_while_pushing() {
    let (mut producer, consumer) = Ring::new(1).into_pair();
    assert_eq!(producer.push(1).await, Ok(()));
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(consumer);
    });
    assert_eq!(producer.push(2).await, Err(2), "the item comes back");
    assert!(producer.is_closed());
    let mut items = VecDeque::from([3]);
    assert_eq!(producer.push_many(&mut items).await, 0);
    assert_eq!(items, [3]);
}

async fn consumer_dropped_at_any_time() {
    const ROUNDS: usize = 200;

    let item = Arc::new(());
    for round in 0..ROUNDS {
        let (mut producer, mut consumer) = Ring::new(1).into_pair();
        let popping = thread::spawn(move || {
            for _ in 0..round % 3 {
                assert!(consumer.blocking_pop().is_some());
            }
        });
        while producer.push(Arc::clone(&item)).await.is_ok() {}
        popping.join().expect("the consumer panicked");
        drop(producer);
        assert_eq!(Arc::strong_count(&item), 1);
    }
}

/// embassy#7015, taskwait#1: pushed after the consumer's check, before its registration.
async fn pushed_while_registering() {
    let (mut producer, mut consumer) = Ring::new(1).into_pair();
    let waker = when_replaced(move || assert_eq!(producer.blocking_push(1), Ok(())));
    assert_eq!(
        consumer.poll_pop(&mut Context::from_waker(&waker)),
        Poll::Pending
    );
    drop(waker);
    assert_eq!(poll!(consumer.pop()), Poll::Ready(Some(1)));
    assert_eq!(consumer.pop().await, None);
}

async fn popped_while_registering() {
    let (mut producer, consumer) = Ring::new(1).into_pair();
    let consumer = Arc::new(consumer);
    assert_eq!(producer.push(1).await, Ok(()));
    let popping = Arc::clone(&consumer);
    let waker = when_replaced(move || assert_eq!(popping.try_pop(), Poll::Ready(Some(1))));
    assert_eq!(
        producer.poll_push(&mut Context::from_waker(&waker), &mut Some(2)),
        Poll::Pending
    );
    drop(waker);
    assert_eq!(poll!(producer.push(2)), Poll::Ready(Ok(())));
    assert_eq!(consumer.try_pop(), Poll::Ready(Some(2)));
}

async fn dropped_push() {
    let (mut producer, mut consumer) = Ring::new(1).into_pair();
    let item = Arc::new(());
    assert_eq!(producer.push(Arc::clone(&item)).await, Ok(()));
    assert_eq!(poll!(producer.push(Arc::clone(&item))), Poll::Pending);
    assert_eq!(Arc::strong_count(&item), 2, "the second is not in the ring");
    assert!(consumer.pop().await.is_some());
    assert_eq!(consumer.try_pop(), Poll::Pending);
}

async fn dropped_waits() {
    let (mut producer, mut consumer) = Ring::new(1).into_pair();
    for item in 0..10 {
        assert_eq!(poll!(consumer.pop()), Poll::Pending);
        assert_eq!(producer.push(item).await, Ok(()));
        assert_eq!(poll!(producer.push(100)), Poll::Pending);
        assert_eq!(consumer.pop().await, Some(item));
    }
    assert_eq!(poll!(consumer.pop()), Poll::Pending);
    let pushing = thread::spawn(move || block_on(producer.push(10)));
    assert_eq!(consumer.pop().await, Some(10));
    let pushed = pushing.join().expect("the producer panicked");
    assert_eq!(pushed, Ok(()));
}

/// futures-intrusive#18: a waker stored at the first poll only is that of the old task.
async fn moved_to_another_task() {
    let (mut producer, mut consumer) = Ring::new(1).into_pair();
    assert_eq!(producer.push(1).await, Ok(()));
    assert_eq!(poll!(producer.push(2)), Poll::Pending);
    let other = thread::spawn(move || block_on(producer.push(3)));
    thread::sleep(HEAD_START);
    assert_eq!(consumer.pop().await, Some(1));
    assert_eq!(consumer.pop().await, Some(3));
    let pushed = other.join().expect("the other task panicked");
    assert_eq!(pushed, Ok(()));
}

async fn try_and_poll() {
    let (mut producer, mut consumer) = Ring::new(1).into_pair();
    assert_eq!(consumer.try_pop(), Poll::Pending);
    assert_eq!(producer.try_push(&mut Some(1)), Poll::Ready(Ok(())));
    let mut item = Some(2);
    assert_eq!(producer.try_push(&mut item), Poll::Pending);
    assert_eq!(item, Some(2), "a check that is pending takes nothing");
    assert_eq!(producer.try_push_many(&mut VecDeque::from([3])), None);
    let pushing = thread::spawn(move || {
        block_on(poll_fn(|cx| producer.poll_push(cx, &mut item))).expect("the consumer is there");
    });
    thread::sleep(HEAD_START);
    // This, too, wakes the producer.
    assert_eq!(consumer.try_pop(), Poll::Ready(Some(1)));
    assert_eq!(poll_fn(|cx| consumer.poll_pop(cx)).await, Some(2));
    assert_eq!(poll_fn(|cx| consumer.poll_pop(cx)).await, None);
    assert_eq!(consumer.try_pop_many(&mut Vec::new(), 1), Some(0));
    pushing.join().expect("the producer panicked");
}

async fn items_left_over() {
    let item = Arc::new(());
    let (mut producer, consumer) = Ring::new(1).into_pair();
    assert_eq!(producer.push(Arc::clone(&item)).await, Ok(()));
    drop(consumer);
    assert_eq!(Arc::strong_count(&item), 1);

    let (mut producer, consumer) = Ring::new(1).into_pair();
    assert_eq!(producer.push(Arc::clone(&item)).await, Ok(()));
    drop((producer, consumer));
    assert_eq!(Arc::strong_count(&item), 1);
}
