//! `wakes = one(WAIT)`: at least one of those that wait is woken, and no wake is stranded.

use crate::waitable::{Tasks, poll_once};
use futures::{Stream as _, sink::Sink as _};
use spmc_waker::waitable;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::Poll,
    time::Instant,
};

/// Permits. A closure can be set that the next check runs first.
#[derive(Default)]
struct Semaphore {
    free: AtomicUsize,
    in_check: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

#[waitable(waiters = Permits, notifier = none)]
impl Semaphore {
    #[notify(by = Permits, wakes = one(take))]
    fn release(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    /// Wakes one of those that wait for the permits of the stream, and of the sink.
    #[notify(by = Permits, wakes = [one(next), one(give)])]
    fn release_for_others(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    #[notify(by = Permits, wakes = one(take))]
    fn release_and_panic(&self) {
        self.free.fetch_add(1, Relaxed);
        panic!("after the release");
    }

    #[notify(by = Permits, wakes = take)]
    fn release_many(&self, count: usize) {
        self.free.fetch_add(count, Relaxed);
    }

    #[notify(by = Permits, when = |was_none| *was_none, wakes = one(take))]
    fn release_if_none(&self) -> bool {
        let free = self.free.compare_exchange(0, 1, Relaxed, Relaxed);
        free.is_ok()
    }

    /// Stands for a permit that was free all the time.
    #[notify(by = Permits, wakes = none)]
    fn free_silently(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    #[notify(by = Permits, wakes = none)]
    fn in_the_next_check(&self, run: Box<dyn FnOnce() + Send>) {
        *self.in_check.lock().unwrap() = Some(run);
    }

    #[wait(take, blocking, wakes = none)]
    fn try_take(&self) -> bool {
        let run = self.in_check.lock().unwrap().take();
        if let Some(run) = run {
            run();
        }
        let take = |free: usize| free.checked_sub(1);
        self.free.fetch_update(Relaxed, Relaxed, take).is_ok()
    }

    #[wait(next, stream, wakes = none)]
    fn try_next(&self) -> Poll<Option<()>> {
        if self.try_take() {
            Poll::Ready(Some(()))
        } else {
            Poll::Pending
        }
    }

    #[wait(give, sink, wakes = none)]
    fn try_give(&self, #[once] item: &mut Option<u32>) -> Poll<Result<(), ()>> {
        if item.is_some() && !self.try_take() {
            return Poll::Pending;
        }
        *item = None;
        Poll::Ready(Ok(()))
    }
}

fn handles<const N: usize>() -> [Permits; N] {
    let permits = Semaphore::default().into_handle();
    std::array::from_fn(|_| permits.clone())
}

fn total<const N: usize>(tasks: &Tasks<N>) -> usize {
    tasks.wakes().iter().sum()
}

fn the_woken<const N: usize>(tasks: &Tasks<N>) -> usize {
    assert_eq!(total(tasks), 1);
    tasks.wakes().iter().position(|wakes| *wakes == 1).unwrap()
}

#[test]
fn each_release_wakes_one_of_those_that_wait() {
    let mut permits = handles::<3>();
    let tasks = Tasks::<3>::new();
    for (task, permits) in permits.iter_mut().enumerate() {
        assert!(permits.poll_take(&mut tasks.cx(task)).is_pending());
    }
    for released in 1..=3 {
        permits[0].release();
        assert_eq!(total(&tasks), released);
    }
    assert_eq!(tasks.wakes(), [1; 3]);
    for (task, permits) in permits.iter_mut().enumerate() {
        assert!(permits.poll_take(&mut tasks.cx(task)).is_ready());
    }
    permits[0].release();
    assert_eq!(total(&tasks), 3, "nobody waits");
}

#[test]
fn releases_beyond_one_segment_wake_each_of_those_that_wait_once() {
    const WAITS: usize = 150;
    let [permits] = handles::<1>();
    let tasks = Tasks::<WAITS>::new();
    let mut waits: Vec<_> = (0..WAITS).map(|_| permits.take()).collect();
    for (task, wait) in waits.iter_mut().enumerate() {
        assert!(Pin::new(wait).poll(&mut tasks.cx(task)).is_pending());
    }
    for released in 1..=WAITS {
        permits.release();
        assert_eq!(total(&tasks), released);
    }
    assert_eq!(tasks.wakes(), [1; WAITS]);
}

#[test]
fn a_change_for_all_wakes_all_and_so_does_a_panic() {
    let mut permits = handles::<3>();
    let tasks = Tasks::<3>::new();
    for (task, permits) in permits.iter_mut().enumerate() {
        assert!(permits.poll_take(&mut tasks.cx(task)).is_pending());
    }
    permits[2].release_many(0);
    assert_eq!(tasks.wakes(), [1; 3]);
    for (task, permits) in permits.iter_mut().enumerate() {
        assert!(permits.poll_take(&mut tasks.cx(task)).is_pending());
    }
    catch_unwind(AssertUnwindSafe(|| permits[0].release_and_panic())).unwrap_err();
    assert_eq!(tasks.wakes(), [2; 3]);
}

#[test]
fn when_decides_whether_one_is_woken() {
    let mut permits = handles::<2>();
    let tasks = Tasks::<2>::new();
    for (task, permits) in permits.iter_mut().enumerate() {
        assert!(permits.poll_take(&mut tasks.cx(task)).is_pending());
    }
    assert!(permits[0].release_if_none());
    assert_eq!(total(&tasks), 1);
    assert!(!permits[0].release_if_none());
    assert_eq!(total(&tasks), 1);
}

#[test]
fn one_of_each_named_wait_is_woken_and_no_other() {
    let mut permits = handles::<4>();
    let tasks = Tasks::<5>::new();
    let [first, second, third, fourth] = &mut permits;
    assert!(first.poll_take(&mut tasks.cx(0)).is_pending());
    assert!(
        Pin::new(&mut *second)
            .poll_next(&mut tasks.cx(1))
            .is_pending()
    );
    assert!(
        Pin::new(&mut *third)
            .poll_next(&mut tasks.cx(2))
            .is_pending()
    );
    for (task, permits) in [(3, &mut *third), (4, &mut *fourth)] {
        let mut sink = Pin::new(permits);
        assert!(sink.as_mut().poll_ready(&mut tasks.cx(task)).is_ready());
        sink.as_mut().start_send(1).unwrap();
        assert!(sink.poll_flush(&mut tasks.cx(task)).is_pending());
    }
    first.release_for_others();
    let [take, next_1, next_2, give_1, give_2] = tasks.wakes();
    assert_eq!((take, next_1 + next_2, give_1 + give_2), (0, 1, 1));
}

#[test]
fn a_future_that_is_dropped_after_its_wake_passes_it_on() {
    const WAITS: usize = 20;
    let [permits] = handles::<1>();
    let tasks = Tasks::<WAITS>::new();
    let mut waits: Vec<_> = (0..WAITS).map(|_| Some(permits.take())).collect();
    for (task, wait) in waits.iter_mut().enumerate() {
        let wait = Pin::new(wait.as_mut().unwrap());
        assert!(wait.poll(&mut tasks.cx(task)).is_pending());
    }
    permits.release();
    let mut woken = the_woken(&tasks);
    for passed in 1..WAITS {
        let before = tasks.wakes();
        waits[woken] = None;
        assert_eq!(total(&tasks), passed + 1);
        let after = tasks.wakes();
        woken = (0..WAITS)
            .find(|task| before[*task] != after[*task])
            .unwrap();
        assert!(waits[woken].is_some(), "passed on to one that still waits");
    }
    assert_eq!(tasks.wakes(), [1; WAITS]);
    // The last one takes it.
    assert!(poll_once(waits[woken].as_mut().unwrap()).is_ready());
}

#[test]
fn a_future_that_is_dropped_unwoken_passes_nothing_on() {
    let [permits] = handles::<1>();
    let tasks = Tasks::<2>::new();
    let (mut first, mut second) = (permits.take(), permits.take());
    assert!(Pin::new(&mut first).poll(&mut tasks.cx(0)).is_pending());
    assert!(Pin::new(&mut second).poll(&mut tasks.cx(1)).is_pending());
    drop(first);
    assert_eq!(tasks.wakes(), [0, 0]);
    permits.release();
    assert_eq!(tasks.wakes(), [0, 1], "it wakes no future that is gone");
}

#[test]
fn a_poll_that_finds_nothing_spends_the_wake() {
    let [mut first, mut second, thief] = handles::<3>();
    let tasks = Tasks::<2>::new();
    assert!(first.poll_take(&mut tasks.cx(0)).is_pending());
    assert!(second.poll_take(&mut tasks.cx(1)).is_pending());
    thief.release();
    assert!(thief.try_take());
    let woken = the_woken(&tasks);
    let permits = [&mut first, &mut second];
    assert!(
        permits
            .into_iter()
            .nth(woken)
            .unwrap()
            .poll_take(&mut tasks.cx(woken))
            .is_pending()
    );
    drop((first, second));
    assert_eq!(total(&tasks), 1, "there is nothing to pass on");
}

/// Makes two handles wait by `poll`, releases, and gives up the one that was woken.
fn given_up(
    poll: impl Fn(&mut Permits, &Tasks<2>, usize),
    release: impl Fn(&Permits),
    give_up: impl Fn(&mut Option<Permits>),
) {
    let [first, second, other] = handles::<3>();
    let mut permits = [Some(first), Some(second)];
    let tasks = Tasks::<2>::new();
    for (task, permits) in permits.iter_mut().enumerate() {
        poll(permits.as_mut().unwrap(), &tasks, task);
    }
    release(&other);
    let woken = the_woken(&tasks);
    give_up(&mut permits[woken]);
    assert_eq!(tasks.wakes(), [1, 1], "the wake was passed on");
    // The other one owes nothing if it takes the permit.
    assert!(permits[1 - woken].as_mut().unwrap().try_take());
}

#[test]
fn a_registration_by_poll_that_is_given_up_passes_its_wake_on() {
    let poll = |permits: &mut Permits, tasks: &Tasks<2>, task| {
        assert!(permits.poll_take(&mut tasks.cx(task)).is_pending());
    };
    given_up(poll, Permits::release, |permits| *permits = None);
    given_up(poll, Permits::release, |permits| {
        assert!(!permits.as_mut().unwrap().unregister());
    });
}

#[test]
fn a_stream_that_is_given_up_passes_its_wake_on() {
    let poll = |permits: &mut Permits, tasks: &Tasks<2>, task| {
        assert!(
            Pin::new(permits)
                .poll_next(&mut tasks.cx(task))
                .is_pending()
        );
    };
    given_up(poll, Permits::release_for_others, |permits| *permits = None);
    given_up(poll, Permits::release_for_others, |permits| {
        permits.as_mut().unwrap().unregister();
    });
}

#[test]
fn a_sink_that_is_given_up_passes_its_wake_on() {
    let poll = |permits: &mut Permits, tasks: &Tasks<2>, task| {
        let mut sink = Pin::new(permits);
        assert!(sink.as_mut().poll_ready(&mut tasks.cx(task)).is_ready());
        sink.as_mut().start_send(1).unwrap();
        assert!(sink.poll_flush(&mut tasks.cx(task)).is_pending());
    };
    given_up(poll, Permits::release_for_others, |permits| *permits = None);
    given_up(poll, Permits::release_for_others, |permits| {
        permits.as_mut().unwrap().unregister();
    });
}

#[test]
fn a_wait_that_is_woken_during_the_check_that_makes_it_ready_passes_that_on() {
    // The first check of a poll, and the second one.
    for is_registered_before in [true, false] {
        let [first, mut second, other] = handles::<3>();
        let tasks = Tasks::<2>::new();
        let mut wait = first.take();
        if is_registered_before {
            assert!(Pin::new(&mut wait).poll(&mut tasks.cx(0)).is_pending());
        }
        let other = Arc::new(other);
        let in_check = Arc::clone(&other);
        // Two permits come while it checks. It is woken for one of them, and needs the other.
        let releases = Box::new(move || {
            in_check.free_silently();
            in_check.release();
        });
        if is_registered_before {
            assert!(second.poll_take(&mut tasks.cx(1)).is_pending());
            other.in_the_next_check(releases);
        } else {
            let once_registered = Arc::clone(&other);
            other.in_the_next_check(Box::new(move || {
                once_registered.in_the_next_check(releases);
            }));
            // `second` registers after it, so that the wake's turn comes to it first.
        }
        assert!(Pin::new(&mut wait).poll(&mut tasks.cx(0)).is_ready());
        if is_registered_before {
            assert_eq!(tasks.wakes(), [1, 1], "the wake was passed on");
            assert!(second.poll_take(&mut tasks.cx(1)).is_ready());
        } else {
            assert_eq!(tasks.wakes(), [1, 0], "nobody else waited");
            assert!(second.try_take());
        }
    }
}

#[test]
fn a_wait_that_was_woken_before_the_check_that_makes_it_ready_passes_nothing_on() {
    let mut permits = handles::<2>();
    let tasks = Tasks::<2>::new();
    for (task, permits) in permits.iter_mut().enumerate() {
        assert!(permits.poll_take(&mut tasks.cx(task)).is_pending());
    }
    permits[0].release();
    let woken = the_woken(&tasks);
    assert!(permits[woken].poll_take(&mut tasks.cx(woken)).is_ready());
    assert_eq!(total(&tasks), 1);
}

#[test]
fn a_wait_whose_time_is_over_owes_nothing() {
    let [first, mut second, other] = handles::<3>();
    let tasks = Tasks::<1>::new();
    assert!(first.take_deadline(Instant::now()).is_err());
    assert!(second.poll_take(&mut tasks.cx(0)).is_pending());
    assert!(first.take_deadline(Instant::now()).is_err());
    assert_eq!(tasks.wakes(), [0]);
    other.release();
    assert_eq!(tasks.wakes(), [1]);
    assert!(first.take_deadline(Instant::now()).is_ok());
}
