//! Tests of the ring, on each executor.

use crate::registering::when_replaced;
use crate::support::on_each_executor;
use futures::{
    SinkExt as _, StreamExt as _, executor::block_on, future::poll_fn, join, poll, stream,
};
use spmc_waker::TimedOut;
use spmc_waker_examples::spsc::{Consumer, ring};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    task::{Context, Poll},
    thread,
    time::{Duration, Instant},
};

on_each_executor!(
    items_come_in_order,
    one_task_may_have_both_ends,
    batches_come_in_order,
    batches_take_what_there_is_room_for,
    empty_batches_are_ready,
    both_ends_can_block,
    a_push_that_times_out_gives_the_item_back,
    a_producer_that_goes_ends_the_pop,
    items_before_the_close_come_before_the_end,
    a_consumer_that_goes_gives_the_item_back,
    a_consumer_that_goes_at_any_time_leaks_no_item,
    an_item_pushed_while_registering_comes,
    room_made_while_registering_is_seen,
    a_dropped_push_pushes_nothing,
    dropped_waits_lose_no_item,
    another_task_takes_the_wait_over,
    polls_and_checks_push_and_pop,
    items_that_are_left_are_dropped,
    a_consumer_that_goes_drops_the_items,
    a_consumer_that_closes_gets_what_was_pushed,
    the_sink_passes_every_item_to_the_stream,
    the_sink_gives_an_item_back_that_nobody_takes,
);

const HEAD_START: Duration = Duration::from_millis(5);

/// The ring has so little room that each side often waits for the other.
async fn items_come_in_order() {
    for capacity in [1, 2, 3] {
        let (mut producer, consumer) = ring(capacity);
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

async fn one_task_may_have_both_ends() {
    let (mut producer, mut consumer) = ring(1);
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

async fn batches_come_in_order() {
    const ITEMS: usize = 10_000;

    let (mut producer, mut consumer) = ring(7);
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

async fn batches_take_what_there_is_room_for() {
    let (mut producer, mut consumer) = ring(3);
    let mut items = VecDeque::from([0, 1, 2, 3, 4]);
    assert_eq!(producer.push_many(&mut items).await, 3);
    assert_eq!(items, [3, 4]);
    assert_eq!(poll!(producer.push_many(&mut items)), Poll::Pending);
    assert_eq!(items, [3, 4], "a pending wait takes nothing");
    let mut popped = vec![9];
    assert_eq!(consumer.pop_many(&mut popped, 2).await, 2);
    assert_eq!(producer.push_many(&mut items).await, 2);
    assert_eq!(consumer.pop_many(&mut popped, 10).await, 3);
    assert_eq!(popped, [9, 0, 1, 2, 3, 4]);
    assert_eq!(poll!(consumer.pop_many(&mut popped, 10)), Poll::Pending);
}

async fn empty_batches_are_ready() {
    let (mut producer, mut consumer) = ring(1);
    assert_eq!(consumer.pop_many(&mut Vec::new(), 0).await, 0);
    assert_eq!(producer.push(1).await, Ok(()));
    assert_eq!(producer.push_many(&mut VecDeque::new()).await, 0);
}

async fn both_ends_can_block() {
    let (mut producer, mut consumer) = ring(2);
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

async fn a_push_that_times_out_gives_the_item_back() {
    const TIMEOUT: Duration = Duration::from_millis(1);

    let (mut producer, mut consumer) = ring(1);
    let item = Arc::new(());
    assert!(consumer.pop_timeout(TIMEOUT).is_err());
    assert_eq!(producer.push(Arc::clone(&item)).await, Ok(()));
    let timed_out = producer.push_timeout(TIMEOUT, Arc::clone(&item));
    let TimedOut(back) = timed_out.expect_err("there is no room");
    assert!(Arc::ptr_eq(&back, &item));
    drop(back);
    assert_eq!(
        Arc::strong_count(&item),
        2,
        "only the first item is in the ring"
    );
    assert!(consumer.pop_deadline(Instant::now()).is_ok());
}

async fn a_producer_that_goes_ends_the_pop() {
    let (producer, mut consumer) = ring::<()>(1);
    assert!(!consumer.is_closed());
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(producer);
    });
    assert_eq!(consumer.pop().await, None);
    assert!(consumer.is_closed());
    assert_eq!(consumer.pop_many(&mut Vec::new(), 1).await, 0);
}

/// flume#120: an item was pushed and the producer dropped between the consumer's look at the ring and its look
/// at *closed*.
async fn items_before_the_close_come_before_the_end() {
    const ROUNDS: usize = 200;

    for round in 0..ROUNDS {
        let (mut producer, mut consumer) = ring(2);
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

async fn a_consumer_that_goes_gives_the_item_back() {
    let (mut producer, consumer) = ring(1);
    assert_eq!(producer.push(1).await, Ok(()));
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(consumer);
    });
    assert_eq!(producer.push(2).await, Err(2), "the item is returned");
    assert!(producer.is_closed());
    let mut items = VecDeque::from([3]);
    assert_eq!(producer.push_many(&mut items).await, 0);
    assert_eq!(items, [3]);
}

async fn a_consumer_that_goes_at_any_time_leaks_no_item() {
    const ROUNDS: usize = 200;

    let item = Arc::new(());
    for round in 0..ROUNDS {
        let (mut producer, mut consumer) = ring(1);
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

/// embassy#7015, taskwait#1: the item was pushed between the consumer's check and its registration.
async fn an_item_pushed_while_registering_comes() {
    let (mut producer, mut consumer) = ring(1);
    let waker = when_replaced(move || assert_eq!(producer.blocking_push(1), Ok(())));
    assert_eq!(
        consumer.poll_pop(&mut Context::from_waker(&waker)),
        Poll::Pending
    );
    drop(waker);
    assert_eq!(poll!(consumer.pop()), Poll::Ready(Some(1)));
    assert_eq!(consumer.pop().await, None);
}

async fn room_made_while_registering_is_seen() {
    let (mut producer, consumer) = ring(1);
    let consumer = Arc::new(Mutex::new(consumer));
    assert_eq!(producer.push(1).await, Ok(()));
    let popping = Arc::clone(&consumer);
    let pop = |consumer: &Mutex<Consumer<_>>| consumer.lock().expect("poisoned").try_pop();
    let waker = when_replaced(move || assert_eq!(pop(&popping), Poll::Ready(Some(1))));
    assert_eq!(
        producer.poll_push(&mut Context::from_waker(&waker), &mut Some(2)),
        Poll::Pending
    );
    drop(waker);
    assert_eq!(poll!(producer.push(2)), Poll::Ready(Ok(())));
    assert_eq!(pop(&consumer), Poll::Ready(Some(2)));
}

async fn a_dropped_push_pushes_nothing() {
    let (mut producer, mut consumer) = ring(1);
    let item = Arc::new(());
    assert_eq!(producer.push(Arc::clone(&item)).await, Ok(()));
    assert_eq!(poll!(producer.push(Arc::clone(&item))), Poll::Pending);
    assert_eq!(
        Arc::strong_count(&item),
        2,
        "the second item is not in the ring"
    );
    assert!(consumer.pop().await.is_some());
    assert_eq!(consumer.try_pop(), Poll::Pending);
}

async fn dropped_waits_lose_no_item() {
    let (mut producer, mut consumer) = ring(1);
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

/// futures-intrusive#18: only the first poll stored a waker, which was the old task's.
async fn another_task_takes_the_wait_over() {
    let (mut producer, mut consumer) = ring(1);
    assert_eq!(producer.push(1).await, Ok(()));
    assert_eq!(poll!(producer.push(2)), Poll::Pending);
    let other = thread::spawn(move || block_on(producer.push(3)));
    thread::sleep(HEAD_START);
    assert_eq!(consumer.pop().await, Some(1));
    assert_eq!(consumer.pop().await, Some(3));
    let pushed = other.join().expect("the other task panicked");
    assert_eq!(pushed, Ok(()));
}

async fn polls_and_checks_push_and_pop() {
    let (mut producer, mut consumer) = ring(1);
    assert_eq!(consumer.try_pop(), Poll::Pending);
    assert_eq!(producer.try_push(&mut Some(1)), Poll::Ready(Ok(())));
    let mut item = Some(2);
    assert_eq!(producer.try_push(&mut item), Poll::Pending);
    assert_eq!(item, Some(2), "a pending check takes nothing");
    assert_eq!(producer.try_push_many(&mut VecDeque::from([3])), None);
    let pushing = thread::spawn(move || {
        block_on(poll_fn(|cx| producer.poll_push(cx, &mut item))).expect("the consumer is alive");
    });
    thread::sleep(HEAD_START);
    // A ready check wakes the producer, too.
    assert_eq!(consumer.try_pop(), Poll::Ready(Some(1)));
    assert_eq!(poll_fn(|cx| consumer.poll_pop(cx)).await, Some(2));
    assert_eq!(poll_fn(|cx| consumer.poll_pop(cx)).await, None);
    assert_eq!(consumer.try_pop_many(&mut Vec::new(), 1), Some(0));
    pushing.join().expect("the producer panicked");
}

async fn items_that_are_left_are_dropped() {
    let item = Arc::new(());
    let (mut producer, consumer) = ring(1);
    assert_eq!(producer.push(Arc::clone(&item)).await, Ok(()));
    drop(consumer);
    drop(producer);
    assert_eq!(Arc::strong_count(&item), 1);

    let (mut producer, consumer) = ring(1);
    assert_eq!(producer.push(Arc::clone(&item)).await, Ok(()));
    drop((producer, consumer));
    assert_eq!(Arc::strong_count(&item), 1);
}

async fn the_sink_passes_every_item_to_the_stream() {
    let (mut producer, consumer) = ring(3);
    let pushing = thread::spawn(move || {
        let mut items = stream::iter(0..1000).map(Ok);
        assert_eq!(block_on(producer.send_all(&mut items)), Ok(()));
    });
    assert!(consumer.collect::<Vec<_>>().await.into_iter().eq(0..1000));
    pushing.join().expect("the producer panicked");
}

/// The sink has already accepted the item when it finds that the consumer was dropped.
async fn the_sink_gives_an_item_back_that_nobody_takes() {
    let (mut producer, consumer) = ring(1);
    assert_eq!(producer.feed(1).await, Ok(()));
    assert_eq!(producer.feed(2).await, Ok(()), "the sink keeps the item");
    assert_eq!(poll!(producer.flush()), Poll::Pending);
    drop(consumer);
    assert_eq!(producer.flush().await, Err(2));
    assert_eq!(producer.send(3).await, Err(3));
}

async fn a_consumer_that_goes_drops_the_items() {
    let (mut producer, consumer) = ring(2);
    let item = Arc::new(());
    assert_eq!(producer.push(Arc::clone(&item)).await, Ok(()));
    drop(consumer);
    assert_eq!(Arc::strong_count(&item), 1, "the producer is still there");
    assert!(producer.push(Arc::clone(&item)).await.is_err());
}

async fn a_consumer_that_closes_gets_what_was_pushed() {
    let (mut producer, mut consumer) = ring(1);
    assert_eq!(producer.push(1).await, Ok(()));
    let pushing = thread::spawn(move || block_on(producer.push(2)));
    thread::sleep(HEAD_START);
    consumer.close();
    assert_eq!(pushing.join().expect("the producer panicked"), Err(2));
    assert_eq!(consumer.pop().await, Some(1));
    assert_eq!(consumer.pop().await, None);
}
