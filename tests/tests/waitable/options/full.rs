//! The full form: an impl with marked methods.

use crate::waitable::{Task, poll_once};
use futures::future;
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{block_on, join};
use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll},
    thread,
};

/// A map. A wait ends when it has a key, or a size.
struct Board<V> {
    notes: Mutex<BTreeMap<String, V>>,
    checks: AtomicUsize,
}

impl<V> Default for Board<V> {
    fn default() -> Self {
        Self {
            notes: Mutex::default(),
            checks: AtomicUsize::new(0),
        }
    }
}

#[waitable(notifier = Pen, waiter = Reader, cached = false)]
impl<V: Clone> Board<V> {
    #[notify]
    fn pin(&self, key: impl Into<String>, value: V) -> Option<V> {
        self.notes.lock().unwrap().insert(key.into(), value)
    }

    #[notify]
    fn spoil(&self) {
        let _guard = self.notes.lock().unwrap();
        panic!("spoilt");
    }

    #[wait(note, wakes = none)]
    fn try_note(&self, key: &str) -> Option<V> {
        self.notes.lock().unwrap().get(key).cloned()
    }

    #[wait(wakes = none)]
    fn try_any_of(&self, keys: Vec<String>, seen: &mut usize) -> Option<V> {
        *seen += 1;
        let notes = self.notes.lock().unwrap();
        keys.iter().find_map(|key| notes.get(key).cloned())
    }

    #[wait(full, await, wakes = none)]
    fn is_full(&self) -> bool {
        self.checks.fetch_add(1, Relaxed);
        self.len() == 3
    }

    #[query]
    fn len(&self) -> usize {
        self.notes
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
            .len()
    }
}

#[test]
fn methods_are_on_their_handles() {
    let (pen, mut reader) = Board::default().into_pair();
    assert_eq!(pen.pin("a", 1), None);
    assert_eq!(pen.clone().pin("a", 2), Some(1));
    assert_eq!((pen.len(), reader.len()), (1, 1));
    assert_eq!(reader.try_note("a"), Some(2));
    assert_eq!(block_on(reader.note("a")), 2);
    assert!(!reader.is_full());
}

#[test]
fn arguments_serve_every_check() {
    let (pen, mut reader) = Board::default().into_pair();
    let keys = vec!["x".to_owned(), "y".to_owned()];
    let mut seen = 0;
    assert_eq!(
        poll_once(&mut reader.any_of(keys.clone(), &mut seen)),
        Poll::Pending
    );
    assert_eq!(seen, 2, "the check ran before and after registering");
    let (task, waker) = Task::new();
    let poll = reader.poll_any_of(&mut Context::from_waker(&waker), keys.clone(), &mut seen);
    assert_eq!(poll, Poll::Pending);
    pen.pin("y", 'Y');
    assert_eq!(task.wakes(), 1);
    assert_eq!(block_on(reader.any_of(keys, &mut seen)), 'Y');
    assert_eq!(seen, 5);
}

#[test]
fn the_waiter_is_a_future_by_its_default_wait() {
    let (pen, reader) = Board::default().into_pair();
    let pinned = async {
        for key in ["a", "b", "c"] {
            pen.pin(key, ());
        }
        pen.len()
    };
    assert_eq!(block_on(future::join(reader, pinned)), ((), 3));
}

#[test]
fn each_wait_has_a_registration_of_its_own() {
    let (pen, mut reader) = Board::default().into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(reader.poll_note(cx, "a").is_pending());
    assert!(reader.poll_full(cx).is_pending());
    pen.pin("a", 1);
    assert_eq!(task.wakes(), 2);
    assert_eq!(reader.poll_note(cx, "a"), Poll::Ready(1));
}

#[test]
fn a_panic_in_a_notify_method_wakes() {
    let (pen, mut reader) = Board::<()>::default().into_pair();
    let (task, waker) = Task::new();
    assert!(
        reader
            .poll_full(&mut Context::from_waker(&waker))
            .is_pending()
    );
    assert!(catch_unwind(AssertUnwindSafe(|| pen.spoil())).is_err());
    assert_eq!(task.wakes(), 1);
}

#[test]
fn a_wait_after_a_dropped_wait_is_woken() {
    let (pen, mut reader) = Board::default().into_pair();
    let mut dropped = reader.note("a");
    assert!(poll_once(&mut dropped).is_pending());
    drop(dropped);
    let thread = thread::spawn(move || pen.pin("a", 1));
    assert_eq!(block_on(reader.note("a")), 1);
    join(thread);
}

#[test]
fn a_shared_check_is_on_both_handles() {
    #[derive(Default)]
    struct Gate(Mutex<bool>);

    #[waitable]
    impl Gate {
        #[notify]
        fn open(&self) {
            *self.0.lock().unwrap() = true;
        }

        #[wait(opened, query)]
        fn is_open(&self) -> bool {
            *self.0.lock().unwrap()
        }
    }

    let (notifier, mut waiter) = Gate::default().into_pair();
    assert!(!notifier.is_open() && !waiter.is_open());
    notifier.open();
    block_on(waiter.opened());
    assert!(notifier.is_open() && waiter.is_open());
}
