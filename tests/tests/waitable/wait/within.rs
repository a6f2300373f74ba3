//! Waits that a timer ends.

use super::super::Task;
use futures::FutureExt as _;
use spmc_waker::{TimedOut, waitable};
use spmc_waker_tests::time_limit::block_on;
use std::{
    future::{Future, pending, poll_fn, ready},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Poll, Wake, Waker},
};

/// A list, of which two ends wait.
struct Slots<T> {
    items: Mutex<Vec<T>>,
    armed: AtomicUsize,
}

#[waitable(waiters = Producer, waiter = Consumer { received: usize = 0 })]
impl<T> Slots<T> {
    #[wait(push, by = Producer, within, wakes = Consumer)]
    fn try_push(&self, #[once] item: &mut Option<T>) -> bool {
        let mut items = self.items.lock().unwrap();
        let has_room = items.is_empty();
        if has_room {
            items.extend(item.take());
        }
        has_room
    }

    /// Takes both items at once.
    #[wait(push_both, by = Producer, within, wakes = Consumer)]
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

    #[wait(pop, by = Consumer, within, wakes = [one(push), push_both])]
    fn try_pop(&self, #[field] received: &mut usize) -> Option<T> {
        let item = self.items.lock().unwrap().pop();
        *received += usize::from(item.is_some());
        item
    }

    #[wait(full, by = Consumer, within, query)]
    fn is_full(&self) -> bool {
        !self.items.lock().unwrap().is_empty()
    }

    #[arm(full)]
    fn arm(&self) {
        self.armed.store(1, SeqCst);
    }

    #[disarm(full)]
    fn disarm(&self) {
        self.armed.store(0, SeqCst);
    }

    #[query]
    fn armed(&self) -> usize {
        self.armed.load(SeqCst)
    }
}

fn slots<T>(items: impl Into<Vec<T>>) -> (Producer<T>, Consumer<T>) {
    let items = Mutex::new(items.into());
    let armed = AtomicUsize::new(0);
    Slots { items, armed }.into_pair()
}

#[test]
fn what_is_ready_is_not_late() {
    let (producer, mut consumer) = slots(Vec::new());
    assert_eq!(
        producer.push_within(ready(()), 1).now_or_never(),
        Some(Ok(()))
    );
    assert_eq!(consumer.pop_within(ready(())).now_or_never(), Some(Ok(1)));
}

#[test]
fn a_wait_that_is_over_gives_its_items_back() {
    let (producer, mut consumer) = slots([0]);
    let push = producer.push_within(ready("any output"), 1);
    assert_eq!(push.now_or_never(), Some(Err(TimedOut(1))));
    let push = producer.push_both_within(ready(()), 1, 0, 2);
    assert_eq!(push.now_or_never(), Some(Err(TimedOut((1, 2)))));
    assert_eq!(consumer.try_pop(), Some(0));
    assert_eq!(
        consumer.pop_within(ready(())).now_or_never(),
        Some(Err(TimedOut(())))
    );
}

/// A timer is any future. This one ends when it is told to.
#[waitable(until = |timer| timer.0.load(SeqCst), notifier = Clock, waiter = Timer)]
struct Alarm(AtomicBool);

impl Clock {
    fn ring(&self) {
        self.notify(|alarm| alarm.0.store(true, SeqCst));
    }
}

fn timer() -> (Clock, Timer) {
    Alarm(AtomicBool::new(false)).into_pair()
}

#[test]
fn a_change_wakes_the_task() {
    let (producer, mut consumer) = slots(Vec::new());
    let (task, waker) = Task::new();
    let (_clock, timer) = timer();
    let mut pop = pin!(consumer.pop_within(timer));
    assert!(
        pop.as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_pending()
    );
    assert!(producer.try_push(&mut Some(7)));
    assert_eq!(task.wakes(), 1);
    assert_eq!(pop.now_or_never(), Some(Ok(7)));
}

#[test]
fn the_timer_wakes_the_task_and_ends_the_wait() {
    let (producer, mut consumer) = slots::<u8>(Vec::new());
    let (task, waker) = Task::new();
    let (clock, timer) = timer();
    {
        let mut pop = pin!(consumer.pop_within(timer));
        assert!(
            pop.as_mut()
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        );
        clock.ring();
        assert_eq!(task.wakes(), 1);
        assert_eq!(pop.now_or_never(), Some(Err(TimedOut(()))));
    }
    assert!(producer.try_push(&mut Some(7)));
    assert_eq!(block_on(consumer.pop()), 7);
}

/// A timer leaves what the drop of the future leaves.
#[test]
fn the_end_of_the_timer_unregisters_one_of_many_and_leaves_a_lone_waiter_registered() {
    let (mut producer, mut consumer) = slots([0]);
    assert!(poll_within(producer.push_within(ready(()), 1)).is_err());
    assert!(!producer.unregister());
    assert_eq!(poll_within(consumer.pop_within(ready(()))), Ok(0));
    assert!(poll_within(consumer.pop_within(ready(()))).is_err());
    assert!(consumer.unregister());
}

/// The result of a wait whose timer is ready.
fn poll_within<T>(wait: impl Future<Output = T>) -> T {
    wait.now_or_never().expect("the timer is ready")
}

#[test]
fn a_wake_of_one_that_comes_too_late_is_passed_on() {
    let (producer, mut consumer) = slots([0]);
    let another = producer.clone();
    let (_, first) = Task::new();
    let (task, second) = Task::new();
    let (clock, timer) = timer();
    let mut late = Box::pin(producer.push_within(timer, 1));
    let mut push = pin!(another.push(2));
    assert!(
        late.as_mut()
            .poll(&mut Context::from_waker(&first))
            .is_pending()
    );
    assert!(
        push.as_mut()
            .poll(&mut Context::from_waker(&second))
            .is_pending()
    );
    assert_eq!(consumer.try_pop(), Some(0));
    // The task of the first wait was woken, and gives up before it looks.
    clock.ring();
    drop(late);
    assert_eq!(task.wakes(), 1);
    assert_eq!(push.now_or_never(), Some(()));
}

#[test]
fn the_end_of_the_timer_disarms_the_wait() {
    let (producer, mut consumer) = slots::<u8>(Vec::new());
    let (clock, timer) = timer();
    {
        let mut full = pin!(consumer.full_within(timer));
        assert!(full.as_mut().now_or_never().is_none());
        assert_eq!(producer.armed(), 1);
        clock.ring();
        assert_eq!(full.as_mut().now_or_never(), Some(Err(TimedOut(()))));
    }
    assert_eq!(producer.armed(), 0);
}

#[test]
fn fields_of_the_handle_are_kept() {
    let (producer, mut consumer) = slots([1]);
    assert_eq!(
        consumer.pop_within(pending::<()>()).now_or_never(),
        Some(Ok(1))
    );
    assert_eq!(
        producer.push_within(pending::<()>(), 2).now_or_never(),
        Some(Ok(()))
    );
    assert_eq!(
        consumer.pop_within(pending::<()>()).now_or_never(),
        Some(Ok(2))
    );
    assert_eq!(consumer.received, 2);
}

/// A timer that does not come, and whose drop panics.
struct Brittle;

impl Future for Brittle {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Pending
    }
}

impl Drop for Brittle {
    fn drop(&mut self) {
        panic!("a timer's drop");
    }
}

#[test]
fn a_timer_whose_drop_panics_leaks_no_result() {
    let item = Arc::new(());
    let (_producer, mut consumer) = slots([Arc::clone(&item)]);
    let pop = || consumer.pop_within(Brittle).now_or_never();
    assert!(catch_unwind(AssertUnwindSafe(pop)).is_err());
    assert_eq!(Arc::strong_count(&item), 1, "the result is dropped");
}

struct Panics;

impl Wake for Panics {
    fn wake(self: Arc<Self>) {
        panic!("a waker");
    }
}

#[test]
fn a_wake_that_is_passed_on_and_panics_leaks_no_item() {
    let item = Arc::new(());
    let (producer, mut consumer) = slots([Arc::new(())]);
    let another = producer.clone();
    let mut polls = 0;
    // At the second poll, it makes room, which wakes the first wait.
    let timer = poll_fn(|_| {
        polls += 1;
        if polls == 1 {
            return Poll::Pending;
        }
        drop(consumer.try_pop());
        Poll::Ready(())
    });
    let mut late = Box::pin(producer.push_within(timer, Arc::clone(&item)));
    let mut push = pin!(another.push(Arc::new(())));
    assert!(late.as_mut().now_or_never().is_none());
    let panics = Waker::from(Arc::new(Panics));
    assert!(
        push.as_mut()
            .poll(&mut Context::from_waker(&panics))
            .is_pending()
    );
    let poll = || late.as_mut().now_or_never();
    assert!(catch_unwind(AssertUnwindSafe(poll)).is_err());
    drop(late);
    assert_eq!(Arc::strong_count(&item), 1, "the item is dropped");
}
