//! `unregister`: a waiter no longer waits.

use crate::Tasks;
use futures::executor::block_on;
use spmc_waker::waitable;
use std::{
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

/// Two doors, each with a waiter, and one waiter with two waits.
#[derive(Default)]
struct Doors {
    open: AtomicBool,
    log: Mutex<Vec<&'static str>>,
}

impl Doors {
    fn log(&self, what: &'static str) {
        self.log.lock().unwrap().push(what);
    }
}

#[waitable(notifier = Key, waiter = Front, waiter = Back)]
impl Doors {
    #[notify]
    fn open(&self) {
        self.open.store(true, Relaxed);
    }

    #[wait(front, by = Front)]
    fn is_front_open(&self) -> bool {
        self.open.load(Relaxed)
    }

    #[wait(bell, by = Front)]
    fn is_bell_rung(&self) -> bool {
        false
    }

    #[wait(back, by = Back)]
    fn is_back_open(&self) -> bool {
        self.open.load(Relaxed)
    }

    #[disarm(front)]
    fn disarm_front(&self) {
        self.log("front");
    }

    #[disarm(bell)]
    fn disarm_bell(&self) {
        self.log("bell");
    }

    #[disarm(back)]
    fn disarm_back(&self) {
        self.log("back");
    }

    #[query]
    fn take_log(&self) -> Vec<&'static str> {
        let mut log = std::mem::take(&mut *self.log.lock().unwrap());
        log.sort_unstable();
        log
    }
}

#[test]
fn unregister_says_whether_there_was_a_registration() {
    let (key, mut front, _back) = Doors::default().into_handles();
    let tasks = Tasks::<1>::new();
    assert!(!front.unregister(), "nobody has waited");
    assert!(front.poll_front(&mut tasks.cx(0)).is_pending());
    assert!(front.unregister());
    assert!(!front.unregister());
    assert!(front.poll_front(&mut tasks.cx(0)).is_pending());
    key.open();
    assert!(!front.unregister(), "the wake has consumed it");
    assert!(front.poll_front(&mut tasks.cx(0)).is_ready());
    assert!(!front.unregister());
}

#[test]
fn what_is_unregistered_is_not_woken_and_waits_again() {
    let (key, mut front, _back) = Doors::default().into_handles();
    let tasks = Tasks::<1>::new();
    assert!(front.poll_front(&mut tasks.cx(0)).is_pending());
    front.unregister();
    key.clone().open();
    assert_eq!(tasks.wakes(), [0]);
    block_on(front.front());
    assert!(front.poll_bell(&mut tasks.cx(0)).is_pending());
    key.open();
    assert_eq!(tasks.wakes(), [1]);
}

#[test]
fn a_dropped_future_leaves_a_registration_that_unregister_removes() {
    let (key, mut front, _back) = Doors::default().into_handles();
    let tasks = Tasks::<1>::new();
    let mut wait = front.front();
    assert!(Pin::new(&mut wait).poll(&mut tasks.cx(0)).is_pending());
    drop(wait);
    key.open();
    assert_eq!(tasks.wakes(), [1], "it was still registered");
    let mut wait = front.bell();
    assert!(Pin::new(&mut wait).poll(&mut tasks.cx(0)).is_pending());
    drop(wait);
    assert!(front.unregister());
    key.open();
    assert_eq!(tasks.wakes(), [1]);
}

#[test]
fn unregister_concerns_one_waiter() {
    let (key, mut front, mut back) = Doors::default().into_handles();
    let tasks = Tasks::<2>::new();
    assert!(front.poll_front(&mut tasks.cx(0)).is_pending());
    assert!(back.poll_back(&mut tasks.cx(1)).is_pending());
    assert!(front.unregister());
    assert_eq!(
        key.take_log(),
        ["bell", "front"],
        "all its waits, and no others"
    );
    assert_eq!(
        tasks.wakes(),
        [0, 0],
        "it changes nothing, and wakes nobody"
    );
    key.open();
    assert_eq!(tasks.wakes(), [0, 1]);
}

#[test]
fn the_waker_that_is_kept_goes_with_the_waiter() {
    let (key, mut front, back) = Doors::default().into_handles();
    let tasks = Tasks::<1>::new();
    let owners = || Arc::strong_count(&tasks.0[0].0);
    assert_eq!(owners(), 2);
    assert!(front.poll_front(&mut tasks.cx(0)).is_pending());
    front.unregister();
    drop(front);
    assert_eq!(owners(), 2);
    drop((key, back));
}
