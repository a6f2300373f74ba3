//! Blocking waits with a timeout or a deadline.

use spmc_waker::{TimedOut, waitable};
use spmc_waker_tests::time_limit::{join, within_limit};
use std::{
    error::Error,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::Poll,
    thread,
    time::{Duration, Instant},
};

/// A bounded list. It takes an item out of its option only if there is room, or if it is `greedy`.
struct Slots<T> {
    items: Mutex<Vec<T>>,
    greedy: AtomicBool,
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self {
            items: Mutex::default(),
            greedy: AtomicBool::new(false),
        }
    }
}

#[waitable(waiter = Producer, waiter = Consumer)]
impl<T> Slots<T> {
    #[wait(push, by = Producer, blocking, wakes = Consumer)]
    fn try_push(&self, #[once] item: &mut Option<T>) -> bool {
        let mut items = self.items.lock().unwrap();
        let has_room = items.is_empty();
        if has_room {
            items.extend(item.take());
        }
        if self.greedy.load(Relaxed) {
            item.take();
        }
        has_room
    }

    /// Takes both items at once.
    #[wait(push_all, by = Producer, blocking, wakes = Consumer)]
    fn try_push_two(
        &self,
        #[once] first: &mut Option<T>,
        at_most: usize,
        #[once] second: &mut Option<T>,
    ) -> bool {
        let mut items = self.items.lock().unwrap();
        let has_room = items.len() <= at_most;
        if has_room {
            items.extend(first.take().into_iter().chain(second.take()));
        }
        has_room
    }

    #[wait(pop, by = Consumer, blocking, wakes = Producer)]
    fn try_pop(&self) -> Option<T> {
        let mut items = self.items.lock().unwrap();
        (!items.is_empty()).then(|| items.remove(0))
    }

    /// Takes as many as there must be.
    #[wait(pop_many, by = Consumer, blocking, wakes = Producer)]
    fn try_pop_many(&self, least: usize, into: &mut Vec<T>) -> Poll<usize> {
        let mut items = self.items.lock().unwrap();
        if items.len() < least {
            return Poll::Pending;
        }
        into.extend(items.drain(..));
        Poll::Ready(into.len())
    }

    #[query]
    fn make_greedy(&self) -> bool {
        self.swap_greedy(true)
    }

    fn swap_greedy(&self, greedy: bool) -> bool {
        self.greedy.swap(greedy, Relaxed)
    }
}

const TIMEOUT: Duration = Duration::from_millis(20);

#[test]
fn a_wait_ends_at_its_time_limit() {
    let (mut producer, mut consumer) = Slots::default().into_pair();
    let start = Instant::now();
    assert_eq!(consumer.pop_timeout(TIMEOUT), Err(TimedOut(())));
    assert!(start.elapsed() >= TIMEOUT);
    assert!(!consumer.unregister(), "nothing is left registered");
    assert_eq!(consumer.pop_deadline(start), Err(TimedOut(())));
    within_limit(|| producer.blocking_push(1));
    assert_eq!(producer.push_timeout(TIMEOUT, 2), Err(TimedOut(2)));
    // A wait that is ready at its first check never times out.
    assert_eq!(consumer.pop_timeout(Duration::ZERO), Ok(1));
    within_limit(|| producer.blocking_push(3));
    assert_eq!(consumer.pop_deadline(start), Ok(3));
}

#[test]
fn a_wait_in_time_is_woken() {
    for limit in [Duration::from_secs(60), Duration::MAX] {
        let (mut producer, mut consumer) = Slots::default().into_pair();
        let thread = thread::spawn(move || {
            thread::sleep(Duration::from_millis(5));
            producer.blocking_push_all(1, 0, 2);
        });
        let mut items = Vec::new();
        let popped = within_limit(|| consumer.pop_many_timeout(limit, 2, &mut items));
        assert_eq!(popped, Ok(2));
        assert_eq!(items, [1, 2]);
        join(thread);
    }
}

#[test]
fn an_item_that_was_not_taken_is_returned() {
    /// Neither `Clone` nor `Debug`.
    struct Unique(u8);

    let (mut producer, mut consumer) = Slots::default().into_pair();
    assert!(producer.push_timeout(TIMEOUT, Unique(1)).is_ok());
    let Err(TimedOut(item)) = producer.push_timeout(TIMEOUT, Unique(2)) else {
        panic!("the list is full");
    };
    assert_eq!(item.0, 2);
    let Err(TimedOut(item)) = producer.push_deadline(Instant::now(), item) else {
        panic!("the list is full");
    };
    assert_eq!(item.0, 2);
    assert_eq!(within_limit(|| consumer.blocking_pop()).0, 1);
    assert!(producer.push_deadline(Instant::now(), item).is_ok());
    assert_eq!(within_limit(|| consumer.blocking_pop()).0, 2);
}

#[test]
fn two_items_are_returned_in_order() {
    let (mut producer, _consumer) = Slots::default().into_pair();
    within_limit(|| producer.blocking_push('a'));
    let limited = producer.push_all_timeout(TIMEOUT, 'b', 0, 'c');
    assert_eq!(limited, Err(TimedOut(('b', 'c'))));
    let limited = producer.push_all_deadline(Instant::now(), 'b', 1, 'c');
    assert_eq!(limited, Ok(()));
}

#[test]
fn a_check_that_takes_before_it_is_ready_panics_at_the_time_limit() {
    let (mut producer, _consumer) = Slots::default().into_pair();
    within_limit(|| producer.blocking_push(1));
    producer.make_greedy();
    let limited = catch_unwind(AssertUnwindSafe(|| producer.push_timeout(TIMEOUT, 2)));
    let message = *limited.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("`#[once]`"), "{message}");
}

#[test]
fn timed_out_is_an_error_with_a_message() {
    fn is_error<E: Error + Send + Sync + 'static>(_: &E) {}

    let timed_out = TimedOut(());
    is_error(&timed_out);
    assert_eq!(timed_out.to_string(), "timed out");
    assert_eq!(format!("{timed_out:?}"), "TimedOut(())");
    is_error(&TimedOut(1));
    assert_eq!(TimedOut("an item").to_string(), "timed out");
    // The default type is the error of a wait without items.
    let _: TimedOut = TimedOut(());
}
