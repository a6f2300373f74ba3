//! Conditions for which both sides wait.

use crate::{Task, poll_once};
use futures::executor::block_on;
use spmc_waker::waitable;
use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Mutex,
    task::{Context, Poll},
    thread,
    time::Duration,
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

#[waitable(notifier = Producer, waiter = Consumer)]
impl<T> Queue<T> {
    /// `Err` when the consumer is gone.
    #[wait(push, by = notifier)]
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

    #[wait(pop, default)]
    fn try_pop(&self) -> Poll<Option<T>> {
        let state = &mut *self.items.lock().unwrap();
        match state.items.pop_front() {
            Some(item) => Poll::Ready(Some(item)),
            None if state.closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    #[notify]
    fn finish(&self) {
        self.items.lock().unwrap().closed = true;
    }

    #[notify(by = waiter)]
    fn clear(&self) {
        self.items.lock().unwrap().items.clear();
    }

    #[shared]
    fn len(&self) -> usize {
        self.items.lock().unwrap().items.len()
    }

    #[on_drop(notifier, waiter)]
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
    thread.join().unwrap();
}

#[test]
fn each_success_wakes_the_other_side() {
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
fn a_successful_check_wakes_the_other_side_and_another_one_does_not() {
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
fn each_drop_ends_the_other_sides_wait() {
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

/// Takes a token, and panics.
struct Trap(Mutex<usize>);

#[waitable]
impl Trap {
    #[wait(filled, by = notifier)]
    fn is_filled(&self) -> bool {
        *self.0.lock().unwrap() > 0
    }

    #[wait(taken)]
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
fn a_check_that_panics_wakes_the_other_side() {
    let (mut notifier, mut waiter) = Trap(Mutex::default()).into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(notifier.poll_filled(cx).is_pending());
    let taken = catch_unwind(AssertUnwindSafe(|| poll_once(&mut waiter.taken())));
    assert!(taken.is_err());
    assert_eq!(task.wakes(), 1);
    assert!(notifier.poll_filled(cx).is_ready());
    drop(notifier);
    assert!(catch_unwind(AssertUnwindSafe(|| waiter.try_take())).is_err());
}

/// A sink made by hand: `is_ready` looks, and `send` changes.
struct Sink {
    item: Mutex<Option<u32>>,
}

#[waitable(notifier = Sender, waiter = Receiver)]
impl Sink {
    #[wait(ready, shared, blocking, by = notifier)]
    fn is_ready(&self) -> bool {
        self.item.lock().unwrap().is_none()
    }

    #[notify]
    fn send(&self, item: u32) {
        *self.item.lock().unwrap() = Some(item);
    }

    #[wait(recv)]
    fn try_recv(&self) -> Option<u32> {
        self.item.lock().unwrap().take()
    }
}

#[test]
fn a_shared_wait_wakes_nobody() {
    let item = Mutex::default();
    let (mut sender, mut receiver) = Sink { item }.into_pair();
    let ((sending, sender_waker), (receiving, receiver_waker)) = (Task::new(), Task::new());
    let sender_cx = &mut Context::from_waker(&sender_waker);
    let receiver_cx = &mut Context::from_waker(&receiver_waker);
    for count in 0..100 {
        assert!(receiver.poll_recv(receiver_cx).is_pending());
        assert!(sender.is_ready() && receiver.is_ready());
        assert!(sender.poll_ready(sender_cx).is_ready());
        assert!(poll_once(&mut sender.ready()).is_ready());
        sender.blocking_ready();
        sender.ready_timeout(Duration::ZERO).unwrap();
        assert_eq!(receiving.wakes(), count);
        sender.send(1);
        assert_eq!(receiving.wakes(), count + 1);
        assert!(sender.poll_ready(sender_cx).is_pending());
        assert!(receiver.poll_recv(receiver_cx).is_ready());
        assert_eq!(sending.wakes(), count + 1);
    }
}

/// Two sides that pass a number on, with a check of each kind.
#[derive(Default)]
struct Slots {
    filled: Mutex<u32>,
}

#[waitable(notifier = Filler, waiter = Drainer)]
impl Slots {
    #[wait(fill, by = notifier)]
    fn try_fill(&self) -> bool {
        let filled = &mut *self.filled.lock().unwrap();
        let is_ready = *filled == 0;
        *filled += u32::from(is_ready);
        is_ready
    }

    #[wait(drain)]
    fn try_drain(&self) -> Option<u32> {
        let filled = &mut *self.filled.lock().unwrap();
        (*filled > 0).then(|| std::mem::take(filled))
    }

    #[wait(swap)]
    fn try_swap(&self) -> Poll<()> {
        match &mut *self.filled.lock().unwrap() {
            0 => Poll::Pending,
            filled => {
                *filled = 0;
                Poll::Ready(())
            }
        }
    }

    #[wait(not_yet, by = notifier)]
    fn is_not_yet(&self) -> bool {
        self.filled.is_poisoned()
    }

    #[wait(never)]
    fn is_never(&self) -> bool {
        self.filled.is_poisoned()
    }

    #[wait(emptied, by = notifier)]
    fn is_emptied(&self) -> bool {
        *self.filled.lock().unwrap() == 0
    }

    #[wait(filled)]
    fn is_filled(&self) -> bool {
        *self.filled.lock().unwrap() > 0
    }
}

/// What a check returns decides whether the other side is woken, for each type that it can return.
#[test]
fn a_check_of_any_kind_wakes_the_other_side_when_it_is_ready() {
    let (mut filler, mut drainer) = Slots::default().into_pair();
    let ((filling, fill_waker), (draining, drain_waker)) = (Task::new(), Task::new());
    let fill_cx = &mut Context::from_waker(&fill_waker);
    let drain_cx = &mut Context::from_waker(&drain_waker);
    assert!(drainer.poll_filled(drain_cx).is_pending());
    assert!(filler.try_fill());
    assert_eq!(draining.wakes(), 1);
    assert!(filler.poll_emptied(fill_cx).is_pending());
    assert_eq!(drainer.try_drain(), Some(1));
    assert_eq!(filling.wakes(), 1);
    assert!(filler.try_fill());
    assert!(filler.poll_emptied(fill_cx).is_pending());
    assert!(drainer.try_swap().is_ready());
    assert_eq!(filling.wakes(), 2);
}

#[test]
fn a_check_of_any_kind_wakes_nobody_when_it_is_pending() {
    let (mut filler, mut drainer) = Slots::default().into_pair();
    let ((filling, fill_waker), (draining, drain_waker)) = (Task::new(), Task::new());
    let drain_cx = &mut Context::from_waker(&drain_waker);
    // A drainer registers with a condition that is full, and the checks of the filler fail.
    assert!(drainer.poll_filled(drain_cx).is_pending());
    assert!(filler.try_fill());
    assert_eq!(draining.wakes(), 1);
    assert!(drainer.poll_never(drain_cx).is_pending());
    assert!(!filler.try_fill());
    assert_eq!(draining.wakes(), 1);
    // The same the other way round.
    assert!(drainer.try_drain().is_some());
    let fill_cx = &mut Context::from_waker(&fill_waker);
    assert!(filler.poll_not_yet(fill_cx).is_pending());
    assert!(drainer.try_drain().is_none());
    assert!(drainer.try_swap().is_pending());
    assert_eq!(filling.wakes(), 0);
}
