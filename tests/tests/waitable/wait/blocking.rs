//! Waits that block a thread.

use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{block_on, join, within_limit};
use std::{collections::VecDeque, sync::Mutex, thread, time::Duration};

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

#[waitable(waiter = Producer, waiter = Consumer)]
impl<T> Slots<T> {
    #[wait(push, by = Producer, blocking, wakes = Consumer)]
    fn try_push(&self, #[once] item: &mut Option<T>) -> bool {
        let mut items = self.items.lock().unwrap();
        let has_room = items.len() < self.capacity;
        if has_room {
            items.extend(item.take());
        }
        has_room
    }

    #[wait(pop, by = Consumer, blocking, wakes = Producer)]
    fn try_pop(&self) -> Option<T> {
        self.items.lock().unwrap().pop_front()
    }
}

#[test]
fn both_waiters_block() {
    let (mut producer, mut consumer) = Slots::new(2).into_pair();
    let thread = thread::spawn(move || (0..1000).for_each(|item| producer.blocking_push(item)));
    within_limit(|| {
        for item in 0..1000 {
            assert_eq!(consumer.blocking_pop(), item);
        }
    });
    join(thread);
}

#[test]
fn one_waiter_blocks_and_awaits() {
    let (mut producer, mut consumer) = Slots::new(1).into_pair();
    let thread = thread::spawn(move || (0..100).for_each(|item| producer.blocking_push(item)));
    for item in 0..50 {
        assert_eq!(block_on(consumer.pop()), 2 * item);
        let popped = within_limit(|| consumer.blocking_pop());
        assert_eq!(popped, 2 * item + 1);
    }
    join(thread);
}

/// A check may park the thread itself and use up the park token that would wake the wait.
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
    within_limit(|| (1..=300).for_each(|count| waiter.blocking_reached(count)));
    join(thread);
    assert!(waiter.has_reached(300));
}
