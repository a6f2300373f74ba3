//! The options of `#[notify]`.

use crate::waitable::{Task, Tasks};
use spmc_waker::{NotifyGuard, waitable};
use spmc_waker_tests::time_limit::block_on;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::Context,
};

/// A count and a list.
struct Work {
    left: AtomicUsize,
    list: Mutex<Vec<u32>>,
}

impl Work {
    const fn new(left: usize) -> Self {
        Self {
            left: AtomicUsize::new(left),
            list: Mutex::new(Vec::new()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<u32>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[waitable(notifier = Worker, waiter = Foreman)]
impl Work {
    #[notify(when = |left| *left == 0)]
    fn done(&self, at_once: usize) -> usize {
        self.left.fetch_sub(at_once, Relaxed) - at_once
    }

    #[notify(when = |_| panic!("in the closure"))]
    fn done_with_panic(&self) {
        self.left.fetch_sub(1, Relaxed);
    }

    #[notify(cold, when = |done| done.is_ok())]
    fn try_done(&self) -> Result<usize, usize> {
        self.left
            .fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1))
    }

    #[notify(cold)]
    fn done_cold(&self) {
        self.left.fetch_sub(1, Relaxed);
    }

    #[notify(guard)]
    fn list(&self) -> MutexGuard<'_, Vec<u32>> {
        self.lock()
    }

    #[notify(guard, cold)]
    fn try_list(&self) -> Option<MutexGuard<'_, Vec<u32>>> {
        self.list.try_lock().ok()
    }

    #[wait(finished, wakes = none)]
    fn is_finished(&self) -> bool {
        self.left.load(Relaxed) == 0
    }

    #[wait(wakes = none)]
    fn try_pop(&self) -> Option<u32> {
        self.lock().pop()
    }
}

#[test]
fn when_says_whether_to_wake() {
    let (worker, mut foreman) = Work::new(3).into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(foreman.poll_finished(cx).is_pending());
    assert_eq!((worker.done(1), task.wakes()), (2, 0));
    assert_eq!((worker.done(2), task.wakes()), (0, 1));
    assert_eq!(worker.try_done(), Err(0));
    assert!(foreman.poll_finished(cx).is_ready());
}

#[test]
fn unwinding_wakes_whatever_when_would_say() {
    let (worker, mut foreman) = Work::new(5).into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(foreman.poll_finished(cx).is_pending());
    assert!(catch_unwind(AssertUnwindSafe(|| worker.done_with_panic())).is_err());
    assert_eq!(task.wakes(), 1);
}

#[test]
fn a_cold_change_wakes_too() {
    let (worker, mut foreman) = Work::new(3).into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(foreman.poll_finished(cx).is_pending());
    worker.done_cold();
    assert_eq!(task.wakes(), 1);
    assert!(foreman.poll_finished(cx).is_pending());
    assert_eq!((worker.try_done(), task.wakes()), (Ok(2), 2));
}

#[test]
fn a_guard_wakes_once_it_is_gone() {
    let (worker, mut foreman) = Work::new(1).into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(foreman.poll_pop(cx).is_pending());
    let mut list: NotifyGuard<'_, MutexGuard<'_, Vec<u32>>> = worker.list();
    list.push(7);
    assert!(worker.try_list().is_none());
    assert_eq!(
        task.wakes(),
        1,
        "`try_list` returned no guard, so it woke at once"
    );
    assert_eq!(format!("{list:?}"), "[7]");
    drop(list);
    assert!(foreman.poll_pop(cx).is_ready());
}

#[test]
fn a_guard_wakes_after_the_lock_is_free() {
    let (worker, mut foreman) = Work::new(1).into_pair();
    let (task, waker) = Task::new();
    assert!(
        foreman
            .poll_pop(&mut Context::from_waker(&waker))
            .is_pending()
    );
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        let mut list = worker.list();
        list.push(7);
        panic!("with the guard");
    }));
    assert!(panicked.is_err());
    assert_eq!((task.wakes(), foreman.try_pop()), (1, Some(7)));
}

#[test]
fn an_optional_guard_wakes_when_it_is_dropped() {
    let (worker, mut foreman) = Work::new(1).into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(foreman.poll_pop(cx).is_pending());
    let mut list = worker.try_list().unwrap();
    list.push(7);
    assert_eq!(task.wakes(), 0);
    drop(list);
    assert_eq!(task.wakes(), 1);
}

/// Two lists, each with a waiter. A method returns a guard inside several layers.
#[derive(Default)]
struct Lists(Mutex<[Vec<u32>; 2]>);

#[derive(Debug, PartialEq, Eq)]
struct Refused;

#[waitable(notifier = Editor, waiter = First, waiter = Second, cached = false)]
impl Lists {
    /// Returns `Ok(None)` if a list is locked.
    #[notify(guard)]
    fn edit(&self, allowed: bool) -> Result<Option<MutexGuard<'_, [Vec<u32>; 2]>>, Refused> {
        if allowed {
            Ok(self.0.try_lock().ok())
        } else {
            Err(Refused)
        }
    }

    #[notify(guard, by = First, cold)]
    fn edit_cold(&self) -> MutexGuard<'_, [Vec<u32>; 2]> {
        self.0.lock().unwrap()
    }

    #[wait(first, by = First, wakes = none)]
    fn try_first(&self) -> Option<u32> {
        self.0.lock().unwrap()[0].pop()
    }

    #[wait(second, by = Second, wakes = none)]
    fn try_second(&self) -> Option<u32> {
        self.0.lock().unwrap()[1].pop()
    }
}

#[test]
fn a_guard_in_a_result_wakes_each_waiter_once_it_is_gone() {
    let (editor, mut first, mut second) = Lists::default().into_handles();
    let tasks = Tasks::<2>::new();
    assert!(first.poll_first(&mut tasks.cx(0)).is_pending());
    assert!(second.poll_second(&mut tasks.cx(1)).is_pending());
    let mut lists = editor.edit(true).unwrap().unwrap();
    lists[0].push(1);
    lists[1].push(2);
    assert!(editor.clone().edit(true).unwrap().is_none());
    assert_eq!(
        tasks.wakes(),
        [1, 1],
        "a result without a guard wakes when it is dropped"
    );
    drop(lists);
    assert_eq!(block_on(first.first()), 1);
    assert_eq!(block_on(second.second()), 2);
}

#[test]
fn an_error_in_place_of_a_guard_wakes() {
    let (editor, mut first, mut second) = Lists::default().into_handles();
    let tasks = Tasks::<2>::new();
    assert!(first.poll_first(&mut tasks.cx(0)).is_pending());
    assert!(second.poll_second(&mut tasks.cx(1)).is_pending());
    assert_eq!(editor.edit(false).unwrap_err(), Refused);
    assert_eq!(tasks.wakes(), [1, 1]);
}

#[test]
fn a_waiters_guard_wakes_both_waiters() {
    let (_editor, mut first, mut second) = Lists::default().into_handles();
    let tasks = Tasks::<2>::new();
    assert!(first.poll_first(&mut tasks.cx(0)).is_pending());
    assert!(second.poll_second(&mut tasks.cx(1)).is_pending());
    let mut lists = first.edit_cold();
    lists[1].push(7);
    assert_eq!(tasks.wakes(), [0, 0]);
    drop(lists);
    assert_eq!(tasks.wakes(), [1, 1]);
    assert!(second.poll_second(&mut tasks.cx(1)).is_ready());
}
