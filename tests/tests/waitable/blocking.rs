//! Waits that block a thread.

use futures::executor::block_on;
use spmc_waker::{TimedOut, waitable};
use std::{
    collections::VecDeque,
    sync::Mutex,
    task::Poll,
    thread,
    time::{Duration, Instant},
};

struct Slots<T> {
    items: Mutex<VecDeque<T>>,
    capacity: usize,
}

impl<T> Slots<T> {
    fn new(capacity: usize) -> Self {
        Self {
            items: Mutex::default(),
            capacity,
        }
    }
}

#[waitable(notifier = Producer, waiter = Consumer)]
impl<T> Slots<T> {
    #[wait(push, blocking, by = notifier)]
    fn try_push(&self, #[once] item: &mut Option<T>) -> bool {
        let mut items = self.items.lock().unwrap();
        let has_room = items.len() < self.capacity;
        if has_room {
            items.extend(item.take());
        }
        has_room
    }

    #[wait(pop, blocking)]
    fn try_pop(&self) -> Option<T> {
        self.items.lock().unwrap().pop_front()
    }

    /// Takes as many as there must be.
    #[wait(pop_many, blocking)]
    fn try_pop_many(&self, least: usize, into: &mut Vec<T>) -> Poll<usize> {
        let mut items = self.items.lock().unwrap();
        if items.len() < least {
            return Poll::Pending;
        }
        into.extend(items.drain(..));
        Poll::Ready(into.len())
    }
}

#[test]
fn both_sides_block() {
    let (mut producer, mut consumer) = Slots::new(2).into_pair();
    let thread = thread::spawn(move || (0..1000).for_each(|item| producer.blocking_push(item)));
    for item in 0..1000 {
        assert_eq!(consumer.blocking_pop(), item);
    }
    thread.join().unwrap();
}

#[test]
fn one_waiter_blocks_and_awaits() {
    let (mut producer, mut consumer) = Slots::new(1).into_pair();
    let thread = thread::spawn(move || (0..100).for_each(|item| producer.blocking_push(item)));
    for item in 0..50 {
        assert_eq!(block_on(consumer.pop()), 2 * item);
        assert_eq!(consumer.blocking_pop(), 2 * item + 1);
    }
    thread.join().unwrap();
}

#[test]
fn a_wait_ends_with_its_time() {
    let (mut producer, mut consumer) = Slots::new(1).into_pair();
    let timeout = Duration::from_millis(20);
    let start = Instant::now();
    assert_eq!(consumer.pop_timeout(timeout), Err(TimedOut));
    assert!(start.elapsed() >= timeout);
    assert!(!consumer.unregister(), "nothing is left registered");
    assert_eq!(consumer.pop_deadline(start), Err(TimedOut));
    producer.blocking_push(1);
    assert_eq!(producer.push_timeout(timeout, 2), Err(TimedOut));
    // What is ready has all the time it needs.
    assert_eq!(consumer.pop_timeout(Duration::ZERO), Ok(1));
    producer.blocking_push(3);
    assert_eq!(consumer.pop_deadline(start), Ok(3));
    assert_eq!(TimedOut.to_string(), "timed out");
}

#[test]
fn a_wait_in_time_is_woken() {
    for limit in [Duration::from_secs(60), Duration::MAX] {
        let (mut producer, mut consumer) = Slots::new(4).into_pair();
        let thread = thread::spawn(move || {
            thread::sleep(Duration::from_millis(5));
            [1, 2]
                .into_iter()
                .for_each(|item| producer.blocking_push(item));
        });
        let mut items = Vec::new();
        assert_eq!(consumer.pop_many_timeout(limit, 2, &mut items), Ok(2));
        assert_eq!(items, [1, 2]);
        thread.join().unwrap();
    }
}

/// A check may park the thread itself, and use up what was to wake the wait.
#[test]
fn a_check_that_parks_loses_no_wakeup() {
    struct Parking(Mutex<usize>);

    #[waitable]
    impl Parking {
        #[notify]
        fn add(&self) {
            *self.0.lock().unwrap() += 1;
        }

        #[wait(reached, blocking)]
        fn has_reached(&self, count: usize) -> bool {
            let reached = *self.0.lock().unwrap() >= count;
            thread::park_timeout(Duration::from_micros(50));
            reached
        }
    }

    let (notifier, mut waiter) = Parking(Mutex::new(0)).into_pair();
    let thread = thread::spawn(move || {
        for _ in 0..300 {
            notifier.add();
            thread::sleep(Duration::from_micros(60));
        }
    });
    for count in 1..=300 {
        waiter.blocking_reached(count);
    }
    thread.join().unwrap();
}
