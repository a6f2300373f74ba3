//! Wakers that panic: slots are given back, wakers are dropped, and wakes end.

use crate::{Waits, assert_first_segment_is_free};
use spmc_waker::__private::set::{GrowingSet, Place, Registration};
use spmc_waker_tests::{
    facade::FIRST_SEGMENT,
    raw::{Event, FixedSide, Task, fixed_set, set},
};
use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, Wake, Waker},
};

#[test]
fn a_slot_is_given_back_although_the_drop_of_its_waker_panics() {
    let (_lone, set) = set();
    let task = Task::new();
    let mut handle = Waits::new(&set);
    assert!(handle.poll(&task.waker(), || false).is_pending());
    task.on(Event::Drop, || panic!("the drop of a waker panics"));
    let unregister = catch_unwind(AssertUnwindSafe(|| handle.unregister()));
    assert!(unregister.is_err());
    assert_first_segment_is_free(&set);
}

#[test]
fn a_slot_is_given_back_although_the_clone_of_a_waker_panics() {
    let (_lone, set) = set();
    let task = Task::new();
    let handle = Waits::new(&set);
    let mut own = handle.wait();
    assert!(own.poll(&task.waker(), || false).is_pending());
    task.on(Event::Clone, || panic!("the clone of a waker panics"));
    let mut wait = handle.wait();
    let poll = catch_unwind(AssertUnwindSafe(|| wait.poll(&task.waker(), || false)));
    assert!(poll.is_err());
    drop((wait, own));
    drop(handle);
    assert_first_segment_is_free(&set);
}

/// The waits were forgotten, so their wakers are in the set until it is dropped.
#[test]
fn a_dropped_set_drops_all_wakers_although_drops_of_some_panic() {
    const SLOTS: usize = FIRST_SEGMENT + 4 * usize::BITS as usize;
    for panicking in [&[0][..], &[0, FIRST_SEGMENT, SLOTS - 1]] {
        let tasks: Vec<_> = (0..SLOTS).map(|_| Task::new()).collect();
        let set = GrowingSet::<false, true, 0, 1>::new();
        for task in &tasks {
            let mut wait = Registration::<_, false>::new(set.hold(0, 0));
            let waker = task.waker();
            let poll = wait.poll(&mut Context::from_waker(&waker), || false);
            assert!(poll.is_pending());
            mem::forget(wait);
        }
        for &number in panicking {
            tasks[number].on(Event::Drop, || panic!("the drop of a waker panics"));
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| drop(set)));
        assert!(outcome.is_err(), "the panic was not passed on");
        assert!(tasks.iter().all(|task| task.owners() == 1));
    }
}

/// A task whose waker polls it at once, and then panics, so that it waits again. It stops after some wakes.
struct Restless<F> {
    poll: Mutex<F>,
    wakes: AtomicUsize,
}

impl<F: FnMut(&mut Context<'_>) -> Poll<()> + Send + 'static> Restless<F> {
    const MOST_WAKES: usize = 100;

    fn start(poll: F) -> Arc<Self> {
        let task = Arc::new(Self {
            poll: Mutex::new(poll),
            wakes: AtomicUsize::new(0),
        });
        task.poll();
        task
    }

    fn poll(self: &Arc<Self>) {
        let waker = Waker::from(self.clone());
        let mut poll = self.poll.lock().unwrap();
        assert!((*poll)(&mut Context::from_waker(&waker)).is_pending());
    }
}

impl<F: FnMut(&mut Context<'_>) -> Poll<()> + Send + 'static> Wake for Restless<F> {
    fn wake(self: Arc<Self>) {
        if self.wakes.fetch_add(1, Relaxed) < Self::MOST_WAKES {
            self.poll();
            panic!("a waker panics");
        }
    }
}

/// One more task waits, and is woken, too.
#[test]
fn a_wake_of_one_ends_although_the_task_that_panics_waits_again() {
    let growing = Box::leak(Box::new(GrowingSet::<false, true, 0, 1>::new()));
    let (sides, fixed) = fixed_set::<true, true, 2>();
    let fixed_waits = Box::leak(Box::new(sides)).each_mut().map(FixedSide::wait);
    let growing_waits = [(); 2].map(|()| Registration::<_, true>::new(growing.hold(0, 0)));
    restless_beside_another(growing_waits, || growing.wake_one(0));
    restless_beside_another(fixed_waits, || fixed.wake_one(0b11));
}

fn restless_beside_another<P: Place + Send + 'static>(
    [mut first, mut second]: [Registration<P, true>; 2],
    wake_one: impl Fn(),
) {
    let restless = Restless::start(move |cx| first.poll(cx, || false));
    let other = Task::new();
    let waker = other.waker();
    let cx = &mut Context::from_waker(&waker);
    assert!(second.poll(cx, || false).is_pending());
    assert!(catch_unwind(AssertUnwindSafe(wake_one)).is_err());
    assert_eq!((restless.wakes.load(Relaxed), other.wakes()), (2, 1));
    // Otherwise its drop would pass the wake on, to the restless task.
    assert!(second.poll(cx, || true).is_ready());
}
