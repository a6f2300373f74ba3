//! `wakes = one(WAIT)` of `waiters = Name[N]`: whose turn it is, and which wakes are passed on.

use crate::waitable::Tasks;
use spmc_waker::{Waitable, waitable};
use std::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

/// Permits. A function can be set that the next check runs first.
struct Semaphore {
    free: AtomicUsize,
    in_check: Mutex<Option<fn()>>,
}

impl Semaphore {
    const fn new() -> Self {
        Self {
            free: AtomicUsize::new(0),
            in_check: Mutex::new(None),
        }
    }
}

#[waitable(notifier = Source, waiters = Permits[2], storage = borrowed)]
impl Semaphore {
    #[notify(wakes = one(take))]
    fn release(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    #[notify(wakes = none)]
    fn free_silently(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    #[notify(wakes = none)]
    fn in_the_next_check(&self, run: fn()) {
        *self.in_check.lock().unwrap() = Some(run);
    }

    #[wait(take, wakes = none)]
    fn try_take(&self) -> bool {
        let run = self.in_check.lock().unwrap().take();
        if let Some(run) = run {
            run();
        }
        let take = |free: usize| free.checked_sub(1);
        self.free.fetch_update(Relaxed, Relaxed, take).is_ok()
    }
}

/// Two handles, each of which waits by `poll_take` with its task.
fn waiting<'a>(semaphore: &'a Waitable<Semaphore>, tasks: &Tasks<2>) -> [Permits<'a>; 2] {
    [0, 1].map(|task| {
        let mut permits = Permits::claim(semaphore).expect("there are two");
        assert!(permits.poll_take(&mut tasks.cx(task)).is_pending());
        permits
    })
}

#[test]
fn those_that_wait_are_woken_in_turns() {
    let semaphore = Waitable::new(Semaphore::new());
    let source = Source::new(&semaphore);
    let tasks = Tasks::<2>::new();
    let [mut first, _second] = waiting(&semaphore, &tasks);
    source.release();
    assert_eq!(tasks.wakes(), [1, 0]);
    assert!(first.poll_take(&mut tasks.cx(0)).is_ready());
    assert!(first.poll_take(&mut tasks.cx(0)).is_pending());
    source.release();
    assert_eq!(tasks.wakes(), [1, 1], "the first one has had its turn");
}

#[test]
fn a_wait_that_was_woken_before_the_check_that_makes_it_ready_passes_nothing_on() {
    let semaphore = Waitable::new(Semaphore::new());
    let tasks = Tasks::<2>::new();
    let [mut first, _second] = waiting(&semaphore, &tasks);
    Source::new(&semaphore).release();
    assert!(first.poll_take(&mut tasks.cx(0)).is_ready());
    assert_eq!(tasks.wakes(), [1, 0]);
}

#[test]
fn a_wait_that_is_woken_during_the_check_that_makes_it_ready_passes_that_on() {
    static SEMAPHORE: Waitable<Semaphore> = Waitable::new(Semaphore::new());
    let tasks = Tasks::<2>::new();
    let [mut first, mut second] = waiting(&SEMAPHORE, &tasks);
    // Two permits come while it checks. It is woken for one of them, and needs the other.
    Source::new(&SEMAPHORE).in_the_next_check(|| {
        Source::new(&SEMAPHORE).free_silently();
        Source::new(&SEMAPHORE).release();
    });
    assert!(first.poll_take(&mut tasks.cx(0)).is_ready());
    assert_eq!(tasks.wakes(), [1, 1], "the wake was passed on");
    assert!(second.poll_take(&mut tasks.cx(1)).is_ready());
}
