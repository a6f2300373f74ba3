//! Tests of the join handle, on each executor.

use crate::race::{at_once, rounds};
use crate::support::on_each_executor;
use futures::{future::poll_fn, poll};
use spmc_waker_examples::join::{DROPPED, JoinHandle, package, spawn};
use std::{any::Any, panic, sync::Arc, task::Poll, thread, time::Duration};

on_each_executor!(
    a_result_before_the_wait_comes_at_once,
    a_result_during_the_wait_comes,
    a_result_as_the_wait_begins_comes,
    a_panic_is_passed_on,
    a_closure_that_is_dropped_ends_the_wait,
    a_closure_that_is_dropped_as_the_wait_begins_ends_it,
    a_closure_may_borrow_and_run_anywhere,
    a_result_comes_once,
    a_wait_after_a_dropped_one_ends,
    another_task_takes_the_wait_over,
    polls_and_checks_join,
    a_result_without_a_handle_is_dropped,
    a_handle_that_goes_during_the_end_leaks_no_result,
);

const HEAD_START: Duration = Duration::from_millis(5);

async fn a_result_before_the_wait_comes_at_once() {
    let handle = spawn(|| 1);
    while !handle.is_finished() {
        thread::yield_now();
    }
    assert_eq!(value(handle.await), 1);
}

async fn a_result_during_the_wait_comes() {
    let handle = spawn(|| {
        thread::sleep(HEAD_START);
        1
    });
    assert_eq!(value(handle.await), 1);
}

/// affinitypool#7: the closure finishes between the check and the registration. It is dropped immediately afterwards,
/// and must not count as a closure that has not run (flume#120).
async fn a_result_as_the_wait_begins_comes() {
    for round in rounds() {
        let (run, handle) = package(move || round);
        let running = at_once(round, run);
        assert_eq!(value(handle.await), round);
        running.join().expect("the closure panicked");
    }
}

async fn a_panic_is_passed_on() {
    let handle = spawn(|| {
        thread::sleep(HEAD_START);
        // Unlike `panic!`, this prints no message.
        panic::resume_unwind(Box::new("gives up"));
    });
    assert_eq!(panic_of::<()>(handle.await), "gives up");
}

/// tokio#2854: one way to end did not wake.
async fn a_closure_that_is_dropped_ends_the_wait() {
    let (run, handle) = package(|| ());
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(run);
    });
    assert_eq!(panic_of(handle.await), DROPPED);
}

async fn a_closure_that_is_dropped_as_the_wait_begins_ends_it() {
    for round in rounds() {
        let (run, handle) = package(|| ());
        let dropping = at_once(round, move || drop(run));
        assert_eq!(panic_of(handle.await), DROPPED);
        dropping.join().expect("the drop panicked");
    }
}

async fn a_closure_may_borrow_and_run_anywhere() {
    let text = String::from("borrowed");
    let (run, handle) = package(|| text.len());
    assert!(!handle.is_finished());
    run();
    assert!(handle.is_finished());
    assert_eq!(value(handle.await), text.len());
}

async fn a_result_comes_once() {
    let mut handle = spawn(|| 1);
    assert_eq!(value(handle.join().await), 1);
    assert_eq!(panic_of(handle.join().await), DROPPED);
}

async fn a_wait_after_a_dropped_one_ends() {
    let (run, mut handle) = package(|| 1);
    assert!(poll!(handle.join()).is_pending());
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        run();
    });
    assert_eq!(value(handle.join().await), 1);
}

/// futures-intrusive#18: only the first poll stored a waker, which was the old task's.
async fn another_task_takes_the_wait_over() {
    let (run, mut handle) = package(|| 1);
    assert!(poll!(handle.join()).is_pending());
    let other = thread::spawn(move || value(futures::executor::block_on(handle)));
    thread::sleep(HEAD_START);
    run();
    assert_eq!(other.join().expect("the other task panicked"), 1);
}

async fn polls_and_checks_join() {
    let (run, mut handle) = package(|| 1);
    assert!(handle.try_join().is_pending());
    run();
    let Poll::Ready(result) = handle.try_join() else {
        panic!("the closure has finished, but the wait is not ready");
    };
    assert_eq!(value(result), 1);

    let mut handle = spawn(|| 2);
    assert_eq!(value(poll_fn(|cx| handle.poll_join(cx)).await), 2);
}

/// The handle is dropped first. The closure still runs, and its result is dropped.
async fn a_result_without_a_handle_is_dropped() {
    let result = Arc::new(());
    for _ in 0..100 {
        let returned = Arc::clone(&result);
        let (run, mut handle) = package(move || returned);
        assert!(poll!(handle.join()).is_pending());
        drop(handle);
        run();
        assert_eq!(Arc::strong_count(&result), 1);
    }
}

async fn a_handle_that_goes_during_the_end_leaks_no_result() {
    let result = Arc::new(());
    for round in rounds() {
        let returned = Arc::clone(&result);
        let (run, handle): (_, JoinHandle<_>) = package(move || returned);
        let running = at_once(round, run);
        drop(handle);
        running.join().expect("the closure panicked");
        assert_eq!(Arc::strong_count(&result), 1);
    }
}

fn value<T>(result: thread::Result<T>) -> T {
    result.unwrap_or_else(|panic| panic::resume_unwind(panic))
}

fn panic_of<T>(result: thread::Result<T>) -> &'static str {
    let panic: Box<dyn Any> = match result {
        Ok(_) => panic!("the closure did not panic"),
        Err(panic) => panic,
    };
    panic
        .downcast_ref::<&str>()
        .expect("the payload is a literal")
}
