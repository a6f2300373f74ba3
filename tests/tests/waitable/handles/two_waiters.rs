//! Conditions with two waiters and no notifier.

use crate::waitable::{Task, poll_once};
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{block_on, join};
use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Mutex,
    task::{Context, Poll},
    thread,
};

/// A bounded queue: `push` waits for room, `pop` for an item.
struct Queue<T> {
    items: Mutex<State<T>>,
    capacity: usize,
}

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    const fn new(capacity: usize) -> Self {
        let state = State {
            items: VecDeque::new(),
            closed: false,
        };
        Self {
            items: Mutex::new(state),
            capacity,
        }
    }
}

#[waitable(waiter = Producer, waiter = Consumer)]
impl<T> Queue<T> {
    /// Returns `Err` if the consumer was dropped.
    #[wait(push, by = Producer, wakes = Consumer)]
    fn try_push(&self, #[once] item: &mut Option<T>) -> Poll<Result<(), ()>> {
        let state = &mut *self.items.lock().unwrap();
        if state.closed {
            return Poll::Ready(Err(()));
        }
        if state.items.len() == self.capacity {
            return Poll::Pending;
        }
        state.items.extend(item.take());
        Poll::Ready(Ok(()))
    }

    #[wait(pop, by = Consumer, await, wakes = Producer)]
    fn try_pop(&self) -> Poll<Option<T>> {
        let state = &mut *self.items.lock().unwrap();
        match state.items.pop_front() {
            Some(item) => Poll::Ready(Some(item)),
            None if state.closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    #[notify(by = Producer)]
    fn finish(&self) {
        self.items.lock().unwrap().closed = true;
    }

    #[notify(by = Consumer)]
    fn clear(&self) {
        self.items.lock().unwrap().items.clear();
    }

    #[query]
    fn len(&self) -> usize {
        self.items.lock().unwrap().items.len()
    }

    #[on_drop(Producer, Consumer)]
    fn close(&self) {
        self.items.lock().unwrap().closed = true;
    }
}

#[test]
fn items_cross_in_order() {
    let (mut producer, mut consumer) = Queue::new(2).into_pair();
    let thread = thread::spawn(move || {
        block_on(async {
            for item in 0..1000 {
                producer.push(item).await.unwrap();
            }
        });
    });
    block_on(async {
        for item in 0..1000 {
            assert_eq!(consumer.pop().await, Some(item));
        }
        assert_eq!(consumer.pop().await, None);
    });
    join(thread);
}

#[test]
fn each_success_wakes_the_other_waiter() {
    let (mut producer, mut consumer) = Queue::new(1).into_pair();
    let ((pushing, push_waker), (popping, pop_waker)) = (Task::new(), Task::new());
    let push_cx = &mut Context::from_waker(&push_waker);
    let pop_cx = &mut Context::from_waker(&pop_waker);

    assert!(consumer.poll_pop(pop_cx).is_pending());
    assert!(producer.poll_push(push_cx, &mut Some(1)).is_ready());
    assert_eq!((pushing.wakes(), popping.wakes()), (0, 1));

    let mut item = Some(2);
    assert!(producer.poll_push(push_cx, &mut item).is_pending());
    assert_eq!(item, Some(2), "a check that is not ready takes nothing");
    assert_eq!(consumer.poll_pop(pop_cx), Poll::Ready(Some(1)));
    assert_eq!((pushing.wakes(), popping.wakes()), (1, 1));
}

#[test]
fn a_ready_check_wakes_the_other_waiter_and_a_pending_one_does_not() {
    let (mut producer, mut consumer) = Queue::new(1).into_pair();
    let ((pushing, push_waker), (popping, pop_waker)) = (Task::new(), Task::new());
    let pop_cx = &mut Context::from_waker(&pop_waker);
    assert!(consumer.poll_pop(pop_cx).is_pending());
    assert!(producer.try_push(&mut Some(1)).is_ready());
    assert_eq!(popping.wakes(), 1);

    let push_cx = &mut Context::from_waker(&push_waker);
    assert!(producer.poll_push(push_cx, &mut Some(2)).is_pending());
    assert!(consumer.try_pop().is_ready());
    assert_eq!(pushing.wakes(), 1);

    assert!(producer.poll_push(push_cx, &mut Some(3)).is_ready());
    assert!(producer.poll_push(push_cx, &mut Some(4)).is_pending());
    assert!(producer.try_push(&mut Some(4)).is_pending());
    consumer.clear();
    assert_eq!((pushing.wakes(), consumer.len(), producer.len()), (2, 0, 0));
    assert!(consumer.poll_pop(pop_cx).is_pending());
    assert!(consumer.try_pop().is_pending());
    assert_eq!((pushing.wakes(), popping.wakes()), (2, 1));
    producer.finish();
    assert_eq!(popping.wakes(), 2);
}

#[test]
fn each_drop_ends_the_other_waiters_wait() {
    let (producer, mut consumer) = Queue::<u8>::new(1).into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(consumer.poll_pop(cx).is_pending());
    drop(producer);
    assert_eq!(task.wakes(), 1);
    assert_eq!(block_on(consumer), None);

    let (mut producer, consumer) = Queue::new(0).into_pair();
    assert!(producer.poll_push(cx, &mut Some(1)).is_pending());
    drop(consumer);
    assert_eq!(task.wakes(), 2);
    assert_eq!(block_on(producer.push(1)), Err(()));
}

#[test]
fn a_dropped_push_drops_its_item() {
    let (mut producer, mut consumer) = Queue::new(0).into_pair();
    let item = std::sync::Arc::new(());
    let mut push = producer.push(std::sync::Arc::clone(&item));
    assert!(poll_once(&mut push).is_pending());
    drop(push);
    assert_eq!(std::sync::Arc::strong_count(&item), 1);
    assert!(poll_once(&mut consumer).is_pending());
    assert!(producer.unregister());
    assert!(!producer.unregister());
}

/// A condition whose check takes a token and then panics.
struct Trap(Mutex<usize>);

#[waitable(waiter = Watcher, waiter = Taker)]
impl Trap {
    #[wait(filled, by = Watcher, wakes = Taker)]
    fn is_filled(&self) -> bool {
        *self.0.lock().unwrap() > 0
    }

    #[wait(taken, by = Taker, wakes = Watcher)]
    fn try_take(&self) -> Option<()> {
        let mut state = self
            .0
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        *state += 1;
        drop(state);
        panic!("after the change");
    }
}

#[test]
fn a_check_that_panics_wakes_the_other_waiter() {
    let (mut watcher, mut taker) = Trap(Mutex::default()).into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(watcher.poll_filled(cx).is_pending());
    let taken = catch_unwind(AssertUnwindSafe(|| poll_once(&mut taker.taken())));
    assert!(taken.is_err());
    assert_eq!(task.wakes(), 1);
    assert!(watcher.poll_filled(cx).is_ready());
    drop(watcher);
    assert!(catch_unwind(AssertUnwindSafe(|| taker.try_take())).is_err());
}
