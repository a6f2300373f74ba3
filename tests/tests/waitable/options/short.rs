//! The short form: a struct and a closure.

use crate::waitable::{Task, poll_once};
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{block_on, join};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering::Relaxed},
    },
    task::{Context, Poll},
    thread,
};

#[waitable(until = |flag| flag.raised.load(Relaxed))]
#[derive(Default)]
struct Flag {
    raised: AtomicBool,
}

#[waitable(notifier = Put, waiter = Take, until = |slot| -> Option<T> { slot.value.lock().unwrap().take() })]
struct Slot<T> {
    value: Mutex<Option<T>>,
}

/// A tuple struct whose closure has a pattern as its parameter and returns a `Poll`.
#[waitable(until = |Level(level)| -> Poll<u32> {
    match level.load(Relaxed) {
        0 => Poll::Pending,
        level => Poll::Ready(level),
    }
})]
struct Level(AtomicU32);

#[test]
fn a_raised_flag_ends_the_wait() {
    for _ in 0..100 {
        let (notifier, mut waiter) = Flag::default().into_pair();
        let thread =
            thread::spawn(move || notifier.notify(|flag| flag.raised.store(true, Relaxed)));
        block_on(waiter.wait());
        assert!(waiter.try_wait());
        block_on(waiter);
        join(thread);
    }
}

#[test]
fn a_flag_raised_before_needs_no_waker() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    notifier.notify(|flag| flag.raised.store(true, Relaxed));
    let (task, waker) = Task::new();
    assert_eq!(
        waiter.poll_wait(&mut Context::from_waker(&waker)),
        Poll::Ready(())
    );
    notifier.notify(|_| ());
    assert_eq!(task.wakes(), 0);
    drop(waker);
    assert_eq!(std::sync::Arc::strong_count(&task), 1, "no waker is kept");
}

#[test]
fn the_waiter_waits_again_and_again() {
    let (put, mut take) = Slot {
        value: Mutex::new(None),
    }
    .into_pair();
    for i in 0..3 {
        assert_eq!(take.try_wait(), None);
        assert_eq!(poll_once(&mut take.wait()), Poll::Pending);
        put.notify(|slot| *slot.value.lock().unwrap() = Some(i));
        assert_eq!(block_on(take.wait()), i);
    }
    put.clone()
        .notify(|slot| *slot.value.lock().unwrap() = Some(3));
    assert_eq!(block_on(take), 3);
}

#[test]
fn a_pending_poll_registers_the_waker_of_that_poll() {
    let (notifier, mut waiter) = Level(AtomicU32::new(0)).into_pair();
    let (old, old_waker) = Task::new();
    let (new, new_waker) = Task::new();
    assert!(
        waiter
            .poll_wait(&mut Context::from_waker(&old_waker))
            .is_pending()
    );
    assert!(
        waiter
            .poll_wait(&mut Context::from_waker(&new_waker))
            .is_pending()
    );
    notifier.notify(|Level(level)| level.store(7, Relaxed));
    assert_eq!((old.wakes(), new.wakes()), (0, 1));
    assert_eq!(waiter.try_wait(), Poll::Ready(7));
}

#[test]
fn notify_passes_the_result_on_and_wakes_even_for_nothing() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    let (task, waker) = Task::new();
    assert!(
        waiter
            .poll_wait(&mut Context::from_waker(&waker))
            .is_pending()
    );
    assert_eq!(notifier.notify(|_| "nothing"), "nothing");
    assert_eq!(task.wakes(), 1);
    assert!(
        waiter
            .poll_wait(&mut Context::from_waker(&waker))
            .is_pending()
    );
}

#[test]
fn notify_wakes_when_the_change_panics() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    let (task, waker) = Task::new();
    assert!(
        waiter
            .poll_wait(&mut Context::from_waker(&waker))
            .is_pending()
    );
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        notifier.notify(|flag| {
            flag.raised.store(true, Relaxed);
            panic!("after the change");
        });
    }));
    assert!(panicked.is_err());
    assert_eq!(task.wakes(), 1);
    block_on(waiter);
}
