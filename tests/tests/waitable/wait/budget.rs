//! Waits that yield after so many results.

use super::super::Task;
use futures::{FutureExt as _, Stream as _};
use spmc_waker::{TimedOut, waitable};
use std::{
    future::{Future as _, ready},
    pin::{Pin, pin},
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
    task::{Context, Poll},
};

const SHARE: usize = 3;

/// Tickets that many tasks take, and one task counts.
struct Tickets(AtomicUsize);

#[waitable(waiters = Takers, waiter = Counter)]
impl Tickets {
    #[wait(take, by = Takers, budget = SHARE, within, wakes = none)]
    fn try_take(&self) -> bool {
        self.0
            .fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1))
            .is_ok()
    }

    #[notify(by = Takers)]
    fn add(&self, tickets: usize) {
        self.0.fetch_add(tickets, SeqCst);
    }

    #[wait(drain, by = Counter, budget = 2 * SHARE, stream, blocking, wakes = none)]
    fn try_drain(&self) -> Poll<Option<usize>> {
        match self
            .0
            .fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1))
        {
            Ok(left) => Poll::Ready(Some(left)),
            Err(_) => Poll::Pending,
        }
    }
}

fn tickets(count: usize) -> (Takers, Counter) {
    Tickets(AtomicUsize::new(count)).into_pair()
}

/// How many of these polls are ready before the first that is not.
fn ready_polls(mut poll: impl FnMut() -> bool) -> usize {
    (0..100).take_while(|_| poll()).count()
}

#[test]
fn a_future_yields_after_its_budget_and_goes_on() {
    let (takers, _counter) = tickets(100);
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    for round in 0..3 {
        assert_eq!(
            ready_polls(|| pin!(takers.take()).poll(cx).is_ready()),
            SHARE
        );
        assert_eq!(task.wakes(), round + 1, "it wakes its own task");
    }
}

#[test]
fn a_future_that_has_yielded_is_ready_at_its_next_poll() {
    let (takers, _counter) = tickets(100);
    assert_eq!(
        ready_polls(|| takers.take().now_or_never().is_some()),
        SHARE
    );
    for _ in 0..SHARE {
        assert!(takers.take().now_or_never().is_some());
    }
    let mut take = takers.take();
    assert!((&mut take).now_or_never().is_none());
    assert!((&mut take).now_or_never().is_some());
}

#[test]
fn a_stream_yields_after_its_budget() {
    let (_takers, mut counter) = tickets(100);
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    let drained = ready_polls(|| Pin::new(&mut counter).poll_next(cx).is_ready());
    assert_eq!(drained, 2 * SHARE);
    assert_eq!(task.wakes(), 1);
}

#[test]
fn polls_by_hand_yield_after_the_budget() {
    let (mut takers, _counter) = tickets(100);
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert_eq!(ready_polls(|| takers.poll_take(cx).is_ready()), SHARE);
    assert_eq!(task.wakes(), 1);
}

#[test]
fn a_wait_that_is_pending_begins_anew() {
    let (takers, _counter) = tickets(SHARE - 1);
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert_eq!(
        ready_polls(|| pin!(takers.take()).poll(cx).is_ready()),
        SHARE - 1
    );
    assert_eq!(task.wakes(), 0, "nothing is there to take");
    takers.add(100);
    assert_eq!(
        ready_polls(|| pin!(takers.take()).poll(cx).is_ready()),
        SHARE
    );
}

#[test]
fn each_handle_has_a_budget_of_its_own() {
    let (takers, _counter) = tickets(100);
    let another = takers.clone();
    assert_eq!(
        ready_polls(|| takers.take().now_or_never().is_some()),
        SHARE
    );
    assert_eq!(
        ready_polls(|| another.take().now_or_never().is_some()),
        SHARE
    );
}

#[test]
fn checks_and_threads_have_no_budget() {
    let (takers, mut counter) = tickets(100);
    assert_eq!(ready_polls(|| takers.try_take()), 100);
    takers.add(20);
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(counter.poll_drain(cx).is_ready());
    for _ in 0..4 * SHARE {
        assert!(counter.blocking_drain().is_some());
    }
    assert_eq!(task.wakes(), 0);
}

#[test]
fn a_wait_that_yields_is_not_late() {
    let (takers, _counter) = tickets(SHARE + 1);
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    for _ in 0..SHARE {
        assert_eq!(takers.take_within(ready(())).now_or_never(), Some(Ok(())));
    }
    // The timer is over, but this task yields first, and then takes what is there.
    let mut take = pin!(takers.take_within(ready(())));
    assert!(take.as_mut().poll(cx).is_pending());
    assert_eq!(task.wakes(), 1, "it wakes its own task");
    assert_eq!(take.now_or_never(), Some(Ok(())));
}

#[test]
fn waits_that_time_out_yield_after_the_budget_too() {
    let (takers, _counter) = tickets(0);
    let timed_out = || takers.take_within(ready(())).now_or_never() == Some(Err(TimedOut(())));
    assert_eq!(ready_polls(timed_out), SHARE);
}
