//! `waiters = Name[N]`: at most so many handles, whose slots are in the `Waitable`.

use crate::waitable::{Tasks, poll_once};
use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::{
    raw,
    time_limit::{block_on, within_limit},
};
use std::{
    mem,
    pin::Pin,
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
    task::{Context, Waker},
    thread,
    time::{Duration, Instant},
};

const PERMITS: usize = 3;

struct Semaphore {
    free: AtomicUsize,
}

impl Semaphore {
    const fn new(free: usize) -> Self {
        Self {
            free: AtomicUsize::new(free),
        }
    }
}

#[waitable(notifier = Source, waiters = Permits[PERMITS], waiters = Watch[2] { seen: usize }, storage = borrowed)]
impl Semaphore {
    #[notify(by = [Source, Permits], wakes = [one(take), Watch])]
    fn release(&self) {
        self.free.fetch_add(1, SeqCst);
    }

    #[notify(wakes = none)]
    fn free_silently(&self) {
        self.free.fetch_add(1, SeqCst);
    }

    #[wait(take, by = Permits, blocking, wakes = none)]
    fn try_take(&self) -> bool {
        let take = |free: usize| free.checked_sub(1);
        self.free.fetch_update(SeqCst, SeqCst, take).is_ok()
    }

    #[wait(change, by = Watch, wakes = none)]
    fn try_change(&self, #[field] seen: &mut usize) -> Option<usize> {
        let free = self.free.load(SeqCst);
        (mem::replace(seen, free) != free).then_some(free)
    }
}

#[test]
fn there_are_at_most_as_many_handles_as_the_attribute_says() {
    let semaphore = Waitable::new(Semaphore::new(0));
    let mut permits: Vec<_> = (0..PERMITS)
        .map(|_| Permits::claim(&semaphore).expect("one is free"))
        .collect();
    assert!(Permits::claim(&semaphore).is_none());
    let watches = [0, 1].map(|seen| Watch::claim(&semaphore, seen).expect("one is free"));
    assert!(
        Watch::claim(&semaphore, 2).is_none(),
        "the other kind has more"
    );
    drop(watches);
    for index in 0..PERMITS {
        drop(permits.swap_remove(index % permits.len()));
        permits.push(Permits::claim(&semaphore).expect("one was dropped"));
        assert!(Permits::claim(&semaphore).is_none());
    }
}

#[test]
fn a_handle_that_is_claimed_again_has_slots_that_no_other_has() {
    let semaphore = Waitable::new(Semaphore::new(0));
    let source = Source::new(&semaphore);
    let mut permits: Vec<_> = (0..PERMITS)
        .map(|_| Permits::claim(&semaphore).expect("one is free"))
        .collect();
    for index in (0..PERMITS).rev().chain(0..PERMITS) {
        drop(permits.remove(index));
        permits.insert(index, Permits::claim(&semaphore).expect("one was dropped"));
        let tasks = Tasks::<PERMITS>::new();
        for (task, permits) in permits.iter_mut().enumerate() {
            assert!(permits.poll_take(&mut tasks.cx(task)).is_pending());
        }
        for _ in 0..PERMITS {
            source.release();
        }
        assert_eq!(tasks.wakes(), [1; PERMITS], "each has a slot");
        for (task, permits) in permits.iter_mut().enumerate() {
            assert!(permits.poll_take(&mut tasks.cx(task)).is_ready());
        }
    }
}

#[test]
fn a_static_has_many_waiters() {
    static SEMAPHORE: Waitable<Semaphore> = Waitable::new(Semaphore::new(1));

    let mut first = Permits::claim(&SEMAPHORE).expect("one is free");
    block_on(first.take());
    let waiting = thread::spawn(|| {
        let mut second = Permits::claim(&SEMAPHORE).expect("one is free");
        block_on(second.take());
        within_limit(|| second.blocking_take());
    });
    let source = Source::new(&SEMAPHORE);
    source.release();
    first.release();
    spmc_waker_tests::time_limit::join(waiting);
    assert!(!first.try_take());
}

#[test]
fn each_handle_has_a_slot_for_each_wait() {
    let semaphore = Waitable::new(Semaphore::new(0));
    let source = Source::new(&semaphore);
    let [mut first, mut second] = [(); 2].map(|()| Permits::claim(&semaphore).unwrap());
    let mut watch = Watch::claim(&semaphore, 0).unwrap();
    let tasks = Tasks::<3>::new();
    assert!(first.poll_take(&mut tasks.cx(0)).is_pending());
    let mut take = second.take();
    assert!(Pin::new(&mut take).poll(&mut tasks.cx(1)).is_pending());
    assert!(watch.poll_change(&mut tasks.cx(2)).is_pending());
    source.release();
    let [a, b, watched] = tasks.wakes();
    assert_eq!((a + b, watched), (1, 1));
    source.release();
    assert_eq!(tasks.wakes(), [1, 1, 1]);
}

#[test]
fn a_future_that_is_dropped_unregisters_and_passes_its_wake_on() {
    let semaphore = Waitable::new(Semaphore::new(0));
    let source = Source::new(&semaphore);
    let mut handles = [(); PERMITS].map(|()| Permits::claim(&semaphore).unwrap());
    let tasks = Tasks::<PERMITS>::new();
    let mut waits = handles.each_mut().map(|permits| Some(permits.take()));
    for (task, wait) in waits.iter_mut().enumerate() {
        let wait = Pin::new(wait.as_mut().unwrap());
        assert!(wait.poll(&mut tasks.cx(task)).is_pending());
    }
    waits[1] = None;
    source.release();
    let woken = tasks.wakes().iter().position(|wakes| *wakes == 1).unwrap();
    assert_ne!(woken, 1, "it is not registered");
    waits[woken] = None;
    let mut expected = [1; PERMITS];
    expected[1] = 0;
    assert_eq!(tasks.wakes(), expected, "passed on to the one that is left");
}

#[test]
fn a_handle_that_is_dropped_passes_its_wake_on() {
    for unregisters in [false, true] {
        let semaphore = Waitable::new(Semaphore::new(0));
        let source = Source::new(&semaphore);
        let tasks = Tasks::<2>::new();
        let mut handles = [0, 1].map(|task| {
            let mut permits = Permits::claim(&semaphore).unwrap();
            assert!(permits.poll_take(&mut tasks.cx(task)).is_pending());
            Some(permits)
        });
        source.release();
        let woken = tasks.wakes().iter().position(|wakes| *wakes == 1).unwrap();
        if unregisters {
            assert!(!handles[woken].as_mut().unwrap().unregister());
        } else {
            handles[woken] = None;
        }
        assert_eq!(tasks.wakes(), [1, 1]);
    }
}

#[test]
fn a_time_limit_ends_a_wait_and_leaves_nothing() {
    let semaphore = Waitable::new(Semaphore::new(0));
    let mut permits = Permits::claim(&semaphore).unwrap();
    assert!(permits.take_timeout(Duration::from_millis(1)).is_err());
    assert!(!permits.unregister());
    Source::new(&semaphore).release();
    assert!(permits.take_deadline(Instant::now()).is_ok());
}

#[test]
fn a_handle_that_is_dropped_leaves_no_waker_to_the_next() {
    let semaphore = Waitable::new(Semaphore::new(0));
    let task = raw::Task::new();
    for _ in 0..5 {
        let mut permits = Permits::claim(&semaphore).unwrap();
        let waker = task.waker();
        let cx = &mut Context::from_waker(&waker);
        assert!(permits.poll_take(cx).is_pending());
        assert!(Pin::new(&mut permits.take()).poll(cx).is_pending());
        assert_eq!(task.owners(), 2);
    }
    assert_eq!(task.owners(), 1);
    Source::new(&semaphore).release();
    assert_eq!(task.wakes(), 0);
}

#[test]
fn a_forgotten_handle_is_claimed_until_the_reset() {
    let mut semaphore = Waitable::new(Semaphore::new(0));
    let task = raw::Task::new();
    for _ in 0..PERMITS {
        let mut permits = Permits::claim(&semaphore).unwrap();
        let waker = task.waker();
        let cx = &mut Context::from_waker(&waker);
        assert!(permits.poll_take(cx).is_pending());
        mem::forget(permits);
    }
    assert!(Permits::claim(&semaphore).is_none());
    assert_eq!(task.owners(), 1 + PERMITS);
    semaphore.reset();
    assert_eq!(task.owners(), 1);
    let mut permits = Permits::claim(&semaphore).expect("it was reset");
    let tasks = Tasks::<1>::new();
    assert!(permits.poll_take(&mut tasks.cx(0)).is_pending());
    Source::new(&semaphore).release();
    assert_eq!((tasks.wakes(), task.wakes()), ([1], 0));
}

/// The registration of a forgotten future takes a wake only until the next wait of its handle is over.
#[test]
fn the_registration_of_a_forgotten_future_ends_with_the_next_wait() {
    let semaphore = Waitable::new(Semaphore::new(0));
    let source = Source::new(&semaphore);
    for by_future in [false, true] {
        let mut first = Permits::claim(&semaphore).unwrap();
        let mut second = Permits::claim(&semaphore).unwrap();
        let forgotten = Tasks::<1>::new();
        let mut take = first.take();
        assert!(Pin::new(&mut take).poll(&mut forgotten.cx(0)).is_pending());
        mem::forget(take);
        source.free_silently();
        if by_future {
            assert!(poll_once(&mut first.take()).is_ready());
        } else {
            let cx = &mut Context::from_waker(Waker::noop());
            assert!(first.poll_take(cx).is_ready());
        }
        let tasks = Tasks::<1>::new();
        assert!(second.poll_take(&mut tasks.cx(0)).is_pending());
        source.release();
        assert_eq!((forgotten.wakes(), tasks.wakes()), ([0], [1]));
        assert!(second.poll_take(&mut tasks.cx(0)).is_ready());
    }
}

#[test]
fn the_reset_of_a_forgotten_future_is_reported() {
    let semaphore = Waitable::new(Semaphore::new(0));
    let mut permits = Permits::claim(&semaphore).unwrap();
    let task = Tasks::<1>::new();
    let mut take = permits.take();
    assert!(Pin::new(&mut take).poll(&mut task.cx(0)).is_pending());
    mem::forget(take);
    assert!(permits.unregister(), "a task was registered");
    Source::new(&semaphore).release();
    assert_eq!(task.wakes(), [0]);
}

/// A task is pending by a `poll_…` method, and its handle is used to wait in another way.
#[test]
fn a_thread_that_blocks_wakes_the_task_whose_registration_it_took() {
    let semaphore = Waitable::new(Semaphore::new(0));
    let mut permits = Permits::claim(&semaphore).unwrap();
    let tasks = Tasks::<1>::new();
    assert!(permits.poll_take(&mut tasks.cx(0)).is_pending());
    assert!(permits.take_deadline(Instant::now()).is_err());
    assert_eq!(tasks.wakes(), [1], "so that it registers again");
}
