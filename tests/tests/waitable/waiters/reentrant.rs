//! Wakers that use the handles: an executor that polls in `wake`, and tasks that own the handles they wait by.

use crate::waitable::{Tasks, poll_once};
use spmc_waker::waitable;
use spmc_waker_tests::raw::{Event, Task};
use std::{
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::Context,
};

/// Counts the conditions that were freed.
struct Semaphore {
    free: AtomicUsize,
    freed: Arc<AtomicUsize>,
}

impl Drop for Semaphore {
    fn drop(&mut self) {
        self.freed.fetch_add(1, Relaxed);
    }
}

#[waitable(notifier = Source, waiters = Permits, waiter = Lone)]
impl Semaphore {
    #[notify(by = [Source, Permits], wakes = one(take))]
    fn release(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    #[notify]
    fn knock(&self) {}

    #[wait(take, by = Permits, wakes = none)]
    fn try_take(&self) -> bool {
        let take = |free: usize| free.checked_sub(1);
        self.free.fetch_update(Relaxed, Relaxed, take).is_ok()
    }

    #[wait(lone, by = Lone, query)]
    fn is_lone(&self) -> bool {
        false
    }

    #[on_drop(Permits)]
    fn close(&self) {
        self.free.fetch_add(100, Relaxed);
    }
}

fn handles() -> (Source, Permits, Lone, Arc<AtomicUsize>) {
    let freed = Arc::default();
    let semaphore = Semaphore {
        free: AtomicUsize::new(0),
        freed: Arc::clone(&freed),
    };
    let (source, permits, lone) = semaphore.into_handles();
    (source, permits, lone, freed)
}

#[test]
fn a_task_that_is_woken_polls_in_its_wake() {
    let (source, permits, _lone, _) = handles();
    let task = Task::new();
    let permits = Arc::new(Mutex::new(permits));
    let waker = task.waker();
    let cx = &mut Context::from_waker(&waker);
    assert!(permits.lock().unwrap().poll_take(cx).is_pending());
    let taken = Arc::new(AtomicUsize::new(0));
    let (in_wake, counts) = (Arc::clone(&permits), Arc::clone(&taken));
    let probe = task.probe();
    task.on(Event::Wake, move || {
        let other = Task::new();
        let waker = other.waker();
        let mut permits = in_wake.lock().unwrap();
        let cx = &mut Context::from_waker(&waker);
        counts.fetch_add(usize::from(permits.poll_take(cx).is_ready()), Relaxed);
        // It waits again, and takes a slot of the set, too.
        assert!(permits.poll_take(cx).is_pending());
        assert!(Pin::new(&mut permits.take()).poll(cx).is_pending());
        permits.unregister();
        assert_eq!(probe.wakes(), 1);
    });
    source.release();
    assert_eq!(taken.load(Relaxed), 1);
    assert_eq!(task.owners(), 1);
}

#[test]
fn a_task_that_is_woken_drops_the_last_handles() {
    // It is woken by a change of the source, by a change of all, and by the drop of the last permits.
    for way in 0..3 {
        let (source, mut permits, mut lone, freed) = handles();
        let (first, second) = (Task::new(), Task::new());
        {
            let (waker, lone_waker) = (first.waker(), second.waker());
            let cx = &mut Context::from_waker(&waker);
            assert!(permits.poll_take(cx).is_pending());
            assert!(
                lone.poll_lone(&mut Context::from_waker(&lone_waker))
                    .is_pending()
            );
        }
        match way {
            0 | 1 => {
                let handles = Mutex::new(Some((permits, lone)));
                first.on(Event::Wake, move || drop(handles.lock().unwrap().take()));
                if way == 0 {
                    source.release();
                } else {
                    source.knock();
                }
                assert_eq!(freed.load(Relaxed), 0, "the source is there");
                drop(source);
            }
            _ => {
                let handles = Mutex::new(Some((source, lone)));
                second.on(Event::Wake, move || drop(handles.lock().unwrap().take()));
                drop(permits);
            }
        }
        assert_eq!(freed.load(Relaxed), 1);
        assert_eq!((first.owners(), second.owners()), (1, 1));
    }
}

#[test]
fn a_future_that_passes_its_wake_on_wakes_a_task_that_drops_every_other_handle() {
    let (source, permits, lone, freed) = handles();
    let mut other = permits.clone();
    let (first, second) = (Task::new(), Task::new());
    {
        let mut wait = permits.take();
        let waker = first.waker();
        assert!(
            Pin::new(&mut wait)
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        );
        let waker = second.waker();
        assert!(
            other
                .poll_take(&mut Context::from_waker(&waker))
                .is_pending()
        );
        source.release();
        assert_eq!((first.wakes(), second.wakes()), (1, 0));
        let handles = Mutex::new(Some((source, lone, other)));
        second.on(Event::Wake, move || drop(handles.lock().unwrap().take()));
        drop(wait);
        assert_eq!((first.wakes(), second.wakes()), (1, 1));
    }
    assert_eq!(freed.load(Relaxed), 0);
    assert!(permits.try_take());
    drop(permits);
    assert_eq!(freed.load(Relaxed), 1);
    assert_eq!((first.owners(), second.owners()), (1, 1));
}

#[test]
fn a_waker_whose_clone_or_drop_waits_by_the_same_handle_takes_another_slot() {
    let (source, permits, _lone, _) = handles();
    let permits = Arc::new(permits);
    let tasks = Arc::new(Tasks::<1>::new());
    for event in [Event::Clone, Event::Drop] {
        let task = Task::new();
        let (same, within) = (Arc::clone(&permits), Arc::clone(&tasks));
        task.on(event, move || {
            let mut wait = same.take();
            assert!(Pin::new(&mut wait).poll(&mut within.cx(0)).is_pending());
        });
        let waker = task.waker();
        let mut own = permits.take();
        let mut taken = permits.take();
        for wait in [&mut own, &mut taken] {
            assert!(
                Pin::new(wait)
                    .poll(&mut Context::from_waker(&waker))
                    .is_pending()
            );
        }
        drop(taken);
        source.release();
        assert!(poll_once(&mut own).is_ready());
        assert_eq!(task.wakes(), 1);
    }
    assert_eq!(tasks.wakes(), [0]);
}
