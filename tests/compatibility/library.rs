//! A library that publishes handles. `.ci/compatibility` edits its conditions, one edit at a time.
#![allow(missing_docs, unused)] // An edit may leave something unused.

use spmc_waker::waitable;
use std::collections::VecDeque;
use std::sync::{
    Mutex,
    atomic::{
        AtomicBool,
        Ordering::{Acquire, Release},
    },
};
use std::task::Poll;

#[derive(Default)]
struct Channel {
    state: Mutex<(VecDeque<u32>, bool)>,
}

#[waitable(notifier = pub Sender, waiter = pub Receiver)]
impl Channel {
    #[notify]
    pub fn send(&self, value: u32) {
        self.state.lock().unwrap().0.push_back(value);
    }

    #[wait(recv)]
    pub fn try_recv(&self) -> Poll<Option<u32>> {
        let mut state = self.state.lock().unwrap();
        match state.0.pop_front() {
            Some(value) => Poll::Ready(Some(value)),
            None if state.1 => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    #[query]
    pub fn len(&self) -> usize {
        self.state.lock().unwrap().0.len()
    }

    #[on_drop(Sender)]
    fn close(&self) {
        self.state.lock().unwrap().1 = true;
    }
}

pub fn channel() -> (Sender, Receiver) {
    Channel::default().into_pair()
}

#[derive(Default)]
struct State {
    is_set: AtomicBool,
}

#[waitable(waiters = pub Event, notifier = none)]
impl State {
    #[notify(by = Event)]
    pub fn set(&self) {
        self.is_set.store(true, Release);
    }

    /// The check is private, and the wait is public.
    #[wait(pub wait, wakes = none)]
    fn is_set(&self) -> bool {
        self.is_set.load(Acquire)
    }
}

pub fn event() -> Event {
    State::default().into_handle()
}
