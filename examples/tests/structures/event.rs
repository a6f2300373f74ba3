//! Tests of the event, on each executor.

use crate::race::{at_once, rounds};
use crate::support::on_each_executor;
use futures::{executor::block_on, poll};
use spmc_waker_examples::event::Event;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    task::Poll,
    thread,
    time::Duration,
};

on_each_executor!(
    all_who_listen_are_notified,
    one_of_two_is_notified,
    two_notifies_reach_two_listeners,
    one_is_kept_for_the_next_listener,
    no_more_than_one_is_kept,
    to_notify_all_keeps_none,
    to_notify_all_leaves_the_kept_one,
    to_notify_all_takes_those_that_were_notified_alone,
    a_listener_that_is_not_polled_listens,
    a_listener_that_is_dropped_leaves_its_notify_to_another,
    a_listener_that_is_dropped_leaves_its_notify_for_later,
    no_more_than_one_is_left_by_listeners_that_are_dropped,
    a_listener_that_is_dropped_as_it_is_notified_strands_nobody,
    what_happens_between_the_look_and_the_wait_is_heard,
    each_notify_lets_one_task_go_on,
    a_thread_listens,
);

const HEAD_START: Duration = Duration::from_millis(5);

async fn all_who_listen_are_notified() {
    let event = Event::default();
    let mut listeners: Vec<_> = (0..40).map(|_| event.listen()).collect();
    for listener in &mut listeners {
        assert_eq!(poll!(listener), Poll::Pending);
    }
    let other = event.clone();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        other.notify_all();
    });
    for listener in listeners {
        listener.await;
    }
}

async fn one_of_two_is_notified() {
    let event = Event::default();
    let mut listeners = [event.listen(), event.listen()];
    event.notify_one();
    let mut ended = 0;
    for listener in &mut listeners {
        ended += usize::from(poll!(listener).is_ready());
    }
    assert_eq!(ended, 1);
}

async fn two_notifies_reach_two_listeners() {
    let event = Event::default();
    let mut listeners = [0, 1, 2].map(|_| event.listen());
    for listener in &mut listeners {
        assert_eq!(poll!(listener), Poll::Pending);
    }
    event.notify_one();
    event.notify_one();
    let mut ended = 0;
    for listener in &mut listeners {
        ended += usize::from(poll!(listener).is_ready());
    }
    assert_eq!(ended, 2);
}

async fn one_is_kept_for_the_next_listener() {
    let event = Event::default();
    event.notify_one();
    event.listen().await;
    assert_eq!(poll!(event.listen()), Poll::Pending);
}

async fn no_more_than_one_is_kept() {
    let event = Event::default();
    (0..3).for_each(|_| event.notify_one());
    event.listen().await;
    assert_eq!(poll!(event.listen()), Poll::Pending);
}

async fn to_notify_all_keeps_none() {
    let event = Event::default();
    event.notify_all();
    assert_eq!(poll!(event.listen()), Poll::Pending);
}

async fn to_notify_all_leaves_the_kept_one() {
    let event = Event::default();
    event.notify_one();
    event.notify_all();
    assert_eq!(poll!(event.listen()), Poll::Ready(()));
    assert_eq!(poll!(event.listen()), Poll::Pending);
}

async fn to_notify_all_takes_those_that_were_notified_alone() {
    let event = Event::default();
    let listener = event.listen();
    event.notify_one();
    event.notify_all();
    listener.await;
    assert_eq!(poll!(event.listen()), Poll::Pending);
}

async fn a_listener_that_is_not_polled_listens() {
    let event = Event::default();
    let (listener, late) = (event.listen(), event.clone());
    event.notify_all();
    assert_eq!(poll!(late.listen()), Poll::Pending);
    listener.await;
}

async fn a_listener_that_is_dropped_leaves_its_notify_to_another() {
    let event = Event::default();
    let mut listeners = [event.listen(), event.listen()];
    for listener in &mut listeners {
        assert_eq!(poll!(listener), Poll::Pending);
    }
    let other = event.clone();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        other.notify_one();
    });
    // Whichever is woken: dropped before it is polled, it leaves the wake to the other.
    let [first, second] = listeners;
    thread::sleep(2 * HEAD_START);
    drop(second);
    first.await;
}

async fn a_listener_that_is_dropped_leaves_its_notify_for_later() {
    let event = Event::default();
    let mut listener = event.listen();
    assert_eq!(poll!(&mut listener), Poll::Pending);
    event.notify_one();
    drop(listener);
    assert_eq!(poll!(event.listen()), Poll::Ready(()));
    assert_eq!(poll!(event.listen()), Poll::Pending);
}

async fn no_more_than_one_is_left_by_listeners_that_are_dropped() {
    let event = Event::default();
    let listeners = [event.listen(), event.listen()];
    event.notify_one();
    event.notify_one();
    drop(listeners);
    assert_eq!(poll!(event.listen()), Poll::Ready(()));
    assert_eq!(poll!(event.listen()), Poll::Pending);
}

async fn a_listener_that_is_dropped_as_it_is_notified_strands_nobody() {
    for round in rounds() {
        let event = Event::default();
        let mut listeners = [event.listen(), event.listen()];
        for listener in &mut listeners {
            assert_eq!(poll!(listener), Poll::Pending);
        }
        let other = event.clone();
        let notifying = at_once(round, move || other.notify_one());
        let [first, second] = listeners;
        drop(first);
        second.await;
        notifying.join().expect("the notify panicked");
    }
}

/// As code by hand does: listen, look, wait.
async fn what_happens_between_the_look_and_the_wait_is_heard() {
    for round in rounds() {
        let (event, is_set) = (Event::default(), Arc::new(AtomicBool::new(false)));
        let (other, set) = (event.clone(), Arc::clone(&is_set));
        let setting = at_once(round, move || {
            set.store(true, Relaxed);
            other.notify_all();
        });
        loop {
            let listener = event.listen();
            if is_set.load(Relaxed) {
                break;
            }
            listener.await;
        }
        setting.join().expect("the notify panicked");
    }
}

async fn each_notify_lets_one_task_go_on() {
    const TASKS: usize = 6;
    const NOTIFIES: usize = 60;
    let (event, heard) = (Event::default(), Arc::new(AtomicUsize::new(0)));
    let tasks: Vec<_> = (0..TASKS)
        .map(|_| {
            let (event, heard) = (event.clone(), Arc::clone(&heard));
            let work = async move {
                for _ in 0..NOTIFIES / TASKS {
                    event.listen().await;
                    heard.fetch_add(1, Relaxed);
                }
            };
            thread::spawn(|| block_on(work))
        })
        .collect();
    for number in 0..NOTIFIES {
        event.notify_one();
        // The event keeps one at most, so wait until it is taken.
        while heard.load(Relaxed) <= number {
            thread::yield_now();
        }
    }
    for task in tasks {
        task.join().expect("a task panicked");
    }
    assert_eq!(heard.load(Relaxed), NOTIFIES);
}

async fn a_thread_listens() {
    let event = Event::default();
    let other = event.clone();
    let notifying = thread::spawn(move || {
        thread::sleep(HEAD_START);
        other.notify_one();
    });
    event.listen().wait();
    notifying.join().expect("the notify panicked");
    assert_eq!(poll!(event.listen()), Poll::Pending);
}
