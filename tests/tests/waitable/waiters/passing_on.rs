//! A wake of `one` that comes while a wait is checked, and that this wait does not need, is passed on, however the wait
//! is polled, and to handles of each kind.

use crate::waitable::{Task, Tasks, poll_once};
use futures::{Stream as _, sink::Sink as _};
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::within_limit;
use std::{
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll},
    time::Instant,
};

type Act = Box<dyn FnOnce() + Send>;

/// Permits. Closures can be set that run in the next checks, one in each.
#[derive(Default)]
struct Semaphore {
    free: AtomicUsize,
    in_checks: Mutex<Vec<Option<Act>>>,
}

#[waitable(waiters = Taker, waiters = Other)]
impl Semaphore {
    #[notify(by = [Taker, Other], wakes = [one(take), one(next), one(give)])]
    fn release(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    /// Stands for a permit that was free all the time.
    #[notify(by = Taker, wakes = none)]
    fn free_silently(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    /// Runs this in the check after so many others.
    #[notify(by = Taker, wakes = none)]
    fn in_the_check_after(&self, others: usize, act: Act) {
        let mut in_checks = self.in_checks.lock().unwrap();
        in_checks.push(Some(act));
        in_checks.extend((0..others).map(|_| None));
    }

    #[wait(take, by = [Taker, Other], blocking, wakes = none)]
    fn try_take(&self) -> bool {
        let act = self.in_checks.lock().unwrap().pop().flatten();
        if let Some(act) = act {
            act();
        }
        let take = |free: usize| free.checked_sub(1);
        self.free.fetch_update(Relaxed, Relaxed, take).is_ok()
    }

    #[wait(next, by = Taker, stream, wakes = none)]
    fn try_next(&self) -> Poll<Option<()>> {
        if self.try_take() {
            Poll::Ready(Some(()))
        } else {
            Poll::Pending
        }
    }

    #[wait(give, by = Taker, sink, wakes = none)]
    fn try_give(&self, #[once] item: &mut Option<u32>) -> Poll<Result<(), ()>> {
        if item.is_some() && !self.try_take() {
            return Poll::Pending;
        }
        *item = None;
        Poll::Ready(Ok(()))
    }
}

/// Returns whether a poll is ready.
type PollBy = fn(&mut Taker, &mut Context<'_>) -> bool;

const WAYS: [(&str, PollBy); 4] = [
    ("poll", |taker, cx| taker.poll_take(cx).is_ready()),
    ("poll with an argument", |taker, cx| {
        taker.poll_give(cx, &mut Some(1)).is_ready()
    }),
    ("stream", |taker, cx| {
        Pin::new(taker).poll_next(cx).is_ready()
    }),
    ("sink", |taker, cx| {
        Pin::new(taker).poll_flush(cx).is_ready()
    }),
];

/// Two handles that are to wait in this way, and one that releases.
fn takers(way: &str) -> (Taker, Arc<Mutex<Taker>>, Arc<Taker>) {
    let (taker, _) = Semaphore::default().into_pair();
    let mut others = [taker.clone(), taker.clone()];
    if way == "sink" {
        // The sink keeps an item that it cannot give yet.
        for other in &mut others {
            Pin::new(other).start_send(1).unwrap();
        }
    }
    let [first, second] = others;
    (first, Arc::new(Mutex::new(second)), Arc::new(taker))
}

/// In the check after so many others: runs `act`, makes it ready without a wake, and wakes one task.
fn release_in_the_check_after(
    releasing: &Arc<Taker>,
    others: usize,
    act: impl FnOnce() + Send + 'static,
) {
    let in_check = Arc::clone(releasing);
    releasing.in_the_check_after(
        others,
        Box::new(move || {
            act();
            in_check.free_silently();
            in_check.release();
        }),
    );
}

#[test]
fn a_registered_wait_that_is_woken_during_its_first_check_and_ready_passes_the_wake_on() {
    for (way, is_ready) in WAYS {
        let (mut first, second, releasing) = takers(way);
        let tasks = Tasks::<2>::new();
        assert!(!is_ready(&mut first, &mut tasks.cx(0)));
        assert!(!is_ready(&mut second.lock().unwrap(), &mut tasks.cx(1)));
        release_in_the_check_after(&releasing, 0, || {});
        assert!(is_ready(&mut first, &mut tasks.cx(0)), "{way}");
        assert_eq!(tasks.wakes(), [1, 1], "{way}");
        assert!(is_ready(&mut second.lock().unwrap(), &mut tasks.cx(1)));
    }
}

#[test]
fn a_wait_that_is_woken_during_its_second_check_and_ready_passes_the_wake_on() {
    for (way, is_ready) in WAYS {
        let (mut first, second, releasing) = takers(way);
        let tasks = Arc::new(Tasks::<2>::new());
        let (waiting, in_tasks) = (Arc::clone(&second), Arc::clone(&tasks));
        release_in_the_check_after(&releasing, 1, move || {
            assert!(!is_ready(&mut waiting.lock().unwrap(), &mut in_tasks.cx(1)));
        });
        assert!(is_ready(&mut first, &mut tasks.cx(0)), "{way}");
        assert_eq!(tasks.wakes(), [1, 1], "{way}");
        assert!(is_ready(&mut second.lock().unwrap(), &mut tasks.cx(1)));
    }
}

/// A thread checks once without a registration, and again before it registers.
#[test]
fn a_thread_that_is_woken_during_the_check_that_makes_it_ready_passes_the_wake_on() {
    let (first, second, releasing) = takers("thread");
    let (task, waker) = Task::new();
    let waiting = Arc::clone(&second);
    release_in_the_check_after(&releasing, 2, move || {
        let cx = &mut Context::from_waker(&waker);
        assert!(waiting.lock().unwrap().poll_take(cx).is_pending());
    });
    within_limit(|| first.blocking_take());
    assert_eq!(task.wakes(), 1);
    assert!(second.lock().unwrap().try_take());
}

#[test]
fn a_thread_that_is_out_of_time_leaves_a_wake_during_its_last_check_to_others() {
    let (first, second, releasing) = takers("thread");
    let (task, waker) = Task::new();
    let waiting = Arc::clone(&second);
    release_in_the_check_after(&releasing, 3, move || {
        let cx = &mut Context::from_waker(&waker);
        assert!(waiting.lock().unwrap().poll_take(cx).is_pending());
    });
    assert!(first.take_deadline(Instant::now()).is_ok());
    assert_eq!(task.wakes(), 1);
    assert!(second.lock().unwrap().try_take());
}

/// A wait of two kinds of handles is two waits of one name, each with tasks of its own.
#[test]
fn a_wait_of_two_kinds_is_woken_once_on_each_and_passes_each_wake_on() {
    let (taker, other) = Semaphore::default().into_pair();
    let tasks = Tasks::<4>::new();
    let mut takes = [(); 2].map(|()| Some(taker.take()));
    let mut others = [(); 2].map(|()| Some(other.take()));
    for (task, take) in takes.iter_mut().enumerate() {
        let take = Pin::new(take.as_mut().unwrap());
        assert!(take.poll(&mut tasks.cx(task)).is_pending());
    }
    for (task, take) in others.iter_mut().enumerate() {
        let take = Pin::new(take.as_mut().unwrap());
        assert!(take.poll(&mut tasks.cx(2 + task)).is_pending());
    }
    other.release();
    let [a, b, c, d] = tasks.wakes();
    assert_eq!((a + b, c + d), (1, 1));
    let (woken, other_woken) = (b, d);
    takes[woken] = None;
    let [a, b, c, d] = tasks.wakes();
    assert_eq!((a, b, c + d), (1, 1, 1));
    others[other_woken] = None;
    assert_eq!(tasks.wakes(), [1; 4]);
    assert!(poll_once(takes[1 - woken].as_mut().unwrap()).is_ready());
    assert!(poll_once(others[1 - other_woken].as_mut().unwrap()).is_pending());
}
