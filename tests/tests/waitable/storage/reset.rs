//! `Waitable::reset`: after it, waiters that were forgotten can be claimed again.

use super::{Event, EventNotifier, EventWaiter};
use crate::waitable::{Task, Tasks};
use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::time_limit::block_on;
use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Wake, Waker},
};

#[test]
fn reset_recovers_from_a_forgotten_waiter() {
    let mut event = Waitable::new(Event::new());
    let (task, waker) = Task::new();
    let mut waiter = EventWaiter::claim(&event).unwrap();
    assert!(
        waiter
            .poll_wait(&mut Context::from_waker(&waker))
            .is_pending()
    );
    mem::forget(waiter);
    drop(waker);
    assert!(EventWaiter::claim(&event).is_none());
    assert_eq!(Arc::strong_count(&task), 2);
    event.reset();
    assert_eq!(Arc::strong_count(&task), 1);
    EventNotifier::new(&event).notify(Event::happen);
    block_on(EventWaiter::claim(&event).unwrap());
    assert!(!event.into_inner().happened.load(Relaxed));
}

/// Three waiters take turns: each waits for its number and passes the next number on.
#[derive(Default)]
struct Turns {
    turn: AtomicUsize,
    hooks: AtomicUsize,
}

impl Turns {
    fn pass(&self, from: usize) -> bool {
        self.turn
            .compare_exchange(from, from + 1, Relaxed, Relaxed)
            .is_ok()
    }
}

#[waitable(notifier = Start, waiter = First, waiter = Second, waiter = Third, storage = borrowed)]
impl Turns {
    #[notify]
    fn start(&self) {
        self.turn.store(1, Relaxed);
    }

    #[wait(first, by = First, wakes = [Second, Third])]
    fn is_first(&self) -> bool {
        self.pass(1)
    }

    #[wait(second, by = Second, wakes = [First, Third])]
    fn is_second(&self) -> bool {
        self.pass(2)
    }

    #[wait(third, by = Third, wakes = [First, Second])]
    fn is_third(&self) -> bool {
        self.pass(3)
    }

    #[on_drop(First, Second, Third)]
    fn leave(&self) {
        self.hooks.fetch_add(1, Relaxed);
    }

    #[disarm(second)]
    fn disarm(&self) {
        self.hooks.fetch_add(1, Relaxed);
    }
}

#[test]
fn reset_recovers_from_several_forgotten_waiters() {
    let mut turns = Waitable::new(Turns::default());
    let tasks = Tasks::<3>::new();
    {
        let mut first = First::claim(&turns).unwrap();
        let mut second = Second::claim(&turns).unwrap();
        let mut third = Third::claim(&turns).unwrap();
        assert!(first.poll_first(&mut tasks.cx(0)).is_pending());
        assert!(second.poll_second(&mut tasks.cx(1)).is_pending());
        assert!(third.poll_third(&mut tasks.cx(2)).is_pending());
        mem::forget((first, second, third));
    }
    assert!(First::claim(&turns).is_none());
    assert!(Second::claim(&turns).is_none());
    assert!(Third::claim(&turns).is_none());
    let owners = |task: usize| Arc::strong_count(&tasks.0[task].0);
    assert_eq!([owners(0), owners(1), owners(2)], [3; 3]);
    turns.reset();
    assert_eq!([owners(0), owners(1), owners(2)], [2; 3]);
    Start::new(&turns).start();
    assert_eq!(tasks.wakes(), [0; 3], "no task is registered any more");
    block_on(First::claim(&turns).unwrap().first());
    block_on(Second::claim(&turns).unwrap().second());
    block_on(Third::claim(&turns).unwrap().third());
}

#[test]
fn reset_runs_no_hook_and_keeps_the_condition() {
    let mut turns = Waitable::new(Turns::default());
    Start::new(&turns).start();
    mem::forget((First::claim(&turns), Second::claim(&turns)));
    turns.reset();
    let turns = turns.into_inner();
    assert_eq!(turns.turn.load(Relaxed), 1);
    assert_eq!(turns.hooks.load(Relaxed), 0);
}

#[test]
fn reset_without_forgotten_handles_changes_nothing() {
    let mut turns = Waitable::new(Turns::default());
    drop(First::claim(&turns));
    turns.reset();
    turns.reset();
    let first = First::claim(&turns);
    assert!(first.is_some());
    assert!(First::claim(&turns).is_none());
}

#[test]
fn reset_goes_on_although_a_wakers_drop_panics() {
    struct PanicsOnDrop;

    impl Wake for PanicsOnDrop {
        fn wake(self: Arc<Self>) {}
    }

    impl Drop for PanicsOnDrop {
        fn drop(&mut self) {
            panic!("in the waker's drop");
        }
    }

    let mut turns = Waitable::new(Turns::default());
    let (task, other) = Task::new();
    {
        let (mut first, second) = (
            First::claim(&turns).unwrap(),
            Second::claim(&turns).unwrap(),
        );
        let mut third = Third::claim(&turns).unwrap();
        let waker = Waker::from(Arc::new(PanicsOnDrop));
        assert!(
            first
                .poll_first(&mut Context::from_waker(&waker))
                .is_pending()
        );
        assert!(
            third
                .poll_third(&mut Context::from_waker(&other))
                .is_pending()
        );
        drop(waker);
        mem::forget((first, second, third));
    }
    assert!(catch_unwind(AssertUnwindSafe(|| turns.reset())).is_err());
    assert_eq!(Arc::strong_count(&task), 2, "only the test holds a waker");
    assert!(First::claim(&turns).is_some());
    assert!(Second::claim(&turns).is_some());
    assert!(Third::claim(&turns).is_some());
}
