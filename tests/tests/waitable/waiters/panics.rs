//! Panics of wakers, checks, hooks and clones, where handles are many. `panic_points` has those at every point.

use super::Hub;
use crate::waitable::{Tasks, poll_once};
use spmc_waker::waitable;
use spmc_waker_tests::raw;
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    task::Context,
};

#[derive(Default)]
struct Semaphore {
    free: AtomicUsize,
    panics: AtomicBool,
}

#[waitable(waiters = Permits { mark: Mark = Mark(false) }, notifier = none)]
impl Semaphore {
    #[notify(by = Permits, wakes = one(take))]
    fn release(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    #[notify(by = Permits)]
    fn knock(&self) {}

    #[notify(by = Permits, wakes = none)]
    fn make_checks_panic(&self, panics: bool) {
        self.panics.store(panics, Relaxed);
    }

    #[wait(take, wakes = none)]
    fn try_take(&self) -> bool {
        if self.panics.load(Relaxed) {
            resume_unwind(Box::new("in the check"));
        }
        let take = |free: usize| free.checked_sub(1);
        self.free.fetch_update(Relaxed, Relaxed, take).is_ok()
    }

    #[notify(by = Permits, wakes = none)]
    fn mark(&self, #[field] mark: &mut Mark) {
        mark.0 = true;
    }
}

/// Its clone panics once it is marked.
struct Mark(bool);

impl Clone for Mark {
    fn clone(&self) -> Self {
        if self.0 {
            resume_unwind(Box::new("in the clone"));
        }
        Self(self.0)
    }
}

fn panics(run: impl FnOnce()) -> &'static str {
    let panic = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
    panic.downcast_ref::<&str>().copied().expect("a text")
}

#[test]
fn wakers_that_panic_keep_no_other_from_being_woken() {
    const WAITS: usize = 70;
    let permits = Semaphore::default().into_handle();
    let tasks: [_; WAITS] = std::array::from_fn(|_| raw::Task::new());
    let mut waits: Vec<_> = (0..WAITS).map(|_| permits.take()).collect();
    for (task, wait) in tasks.iter().zip(&mut waits) {
        let waker = task.waker();
        assert!(
            Pin::new(wait)
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        );
    }
    for task in tasks.iter().step_by(3) {
        task.on(raw::Event::Wake, || resume_unwind(Box::new("in the waker")));
    }
    assert_eq!(panics(|| permits.knock()), "in the waker");
    assert!(tasks.iter().all(|task| task.wakes() == 1));
}

#[test]
fn a_waker_that_panics_does_not_take_the_wake_of_one() {
    let permits = Semaphore::default().into_handle();
    let tasks = [raw::Task::new(), raw::Task::new()];
    let mut waits = [permits.take(), permits.take()];
    for (task, wait) in tasks.iter().zip(&mut waits) {
        let waker = task.waker();
        assert!(
            Pin::new(wait)
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        );
        task.on(raw::Event::Wake, || resume_unwind(Box::new("in the waker")));
    }
    assert_eq!(panics(|| permits.release()), "in the waker");
    assert_eq!(tasks.each_ref().map(|task| task.wakes()), [1, 1]);
}

#[test]
fn a_waker_that_panics_does_not_keep_the_wake_of_one() {
    for panicking in 0..3 {
        let (mut many, mut lone) = Hub.into_pair();
        let tasks = [raw::Task::new(), raw::Task::new(), raw::Task::new()];
        {
            let [first, second, third] = tasks.each_ref().map(raw::Task::waker);
            assert!(
                many.poll_first(&mut Context::from_waker(&first))
                    .is_pending()
            );
            assert!(
                many.poll_second(&mut Context::from_waker(&second))
                    .is_pending()
            );
            assert!(
                lone.poll_lone(&mut Context::from_waker(&third))
                    .is_pending()
            );
        }
        tasks[panicking].on(raw::Event::Wake, || resume_unwind(Box::new("in the waker")));
        assert_eq!(panics(|| many.change()), "in the waker");
        assert_eq!(tasks.each_ref().map(|task| task.wakes()), [1; 3]);
        drop((many, lone));
        assert_eq!(tasks.each_ref().map(|task| task.owners()), [1; 3]);
    }
}

#[test]
fn a_waker_that_panics_when_its_handle_goes_does_not_keep_the_other_wait_registered() {
    for unregisters in [false, true] {
        let (mut many, _lone) = Hub.into_pair();
        let kept = many.clone();
        let tasks = [raw::Task::new(), raw::Task::new()];
        {
            let [first, second] = tasks.each_ref().map(raw::Task::waker);
            assert!(
                many.poll_first(&mut Context::from_waker(&first))
                    .is_pending()
            );
            assert!(
                many.poll_second(&mut Context::from_waker(&second))
                    .is_pending()
            );
        }
        for task in &tasks {
            task.on(raw::Event::Drop, || {
                resume_unwind(Box::new("in the waker's drop"))
            });
        }
        let mut many = Some(many);
        let panic = panics(|| {
            if unregisters {
                many.as_mut().unwrap().unregister();
            } else {
                many = None;
            }
        });
        assert_eq!(panic, "in the waker's drop");
        assert_eq!(tasks.each_ref().map(|task| task.owners()), [1; 2]);
        kept.change();
        assert_eq!(tasks.each_ref().map(|task| task.wakes()), [0; 2]);
    }
}

#[test]
fn a_check_that_panics_keeps_no_registration_of_a_poll() {
    let mut permits = Semaphore::default().into_handle();
    let task = raw::Task::new();
    {
        let waker = task.waker();
        let cx = &mut Context::from_waker(&waker);
        assert!(permits.poll_take(cx).is_pending());
        permits.make_checks_panic(true);
        assert_eq!(panics(|| _ = permits.poll_take(cx)), "in the check");
        permits.make_checks_panic(false);
    }
    // A wake of one is not lost in what it left.
    let other = permits.clone();
    let tasks = Tasks::<1>::new();
    let mut wait = other.take();
    assert!(Pin::new(&mut wait).poll(&mut tasks.cx(0)).is_pending());
    permits.release();
    assert_eq!(tasks.wakes(), [1]);
    assert!(poll_once(&mut wait).is_ready());
}

#[test]
fn a_future_whose_check_panics_with_a_wake_passes_it_on_when_it_is_dropped() {
    let permits = Semaphore::default().into_handle();
    let tasks = Tasks::<2>::new();
    let mut waits = [Some(permits.take()), Some(permits.take())];
    for (task, wait) in waits.iter_mut().enumerate() {
        let wait = Pin::new(wait.as_mut().unwrap());
        assert!(wait.poll(&mut tasks.cx(task)).is_pending());
    }
    permits.release();
    let woken = tasks.wakes().iter().position(|wakes| *wakes == 1).unwrap();
    permits.make_checks_panic(true);
    let wait = waits[woken].as_mut().unwrap();
    assert_eq!(panics(|| _ = poll_once(wait)), "in the check");
    permits.make_checks_panic(false);
    waits[woken] = None;
    assert_eq!(tasks.wakes(), [1, 1]);
}

#[test]
fn a_clone_that_panics_leaves_the_count_as_it_was() {
    struct Room;

    #[waitable(notifier = Keeper, waiters = Guest { mark: Mark = Mark(true) })]
    impl Room {
        #[notify]
        fn call(&self) {}

        #[wait(closing, query)]
        fn is_closing(&self) -> bool {
            false
        }

        #[query(by = Guest)]
        fn is_marked(&self, #[field] mark: &Mark) -> bool {
            mark.0
        }

        #[on_drop(Guest)]
        fn leave(&self) {
            resume_unwind(Box::new("the last guest"));
        }
    }

    let (keeper, guest) = Room.into_pair();
    assert!(guest.is_marked());
    assert_eq!(panics(|| _ = guest.clone()), "in the clone");
    assert_eq!(panics(|| drop(guest)), "the last guest");
    keeper.call();
}

/// The waker of the task that is chosen is not cloned: if its clone panicked, its registration would be gone, and it
/// would never be woken.
#[test]
fn a_wake_of_one_clones_no_waker() {
    let permits = Semaphore::default().into_handle();
    let tasks = [raw::Task::new(), raw::Task::new()];
    let mut waits = [permits.take(), permits.take()];
    for (task, wait) in tasks.iter().zip(&mut waits) {
        let waker = task.waker();
        let cx = &mut Context::from_waker(&waker);
        assert!(Pin::new(wait).poll(cx).is_pending());
        task.on(raw::Event::Clone, || panic!("in the clone"));
    }
    permits.release();
    permits.release();
    assert_eq!(tasks.each_ref().map(|task| task.wakes()), [1, 1]);
    assert_eq!(tasks.each_ref().map(|task| task.clones()), [1, 1]);
}

#[test]
fn a_clone_of_a_waker_that_panics_registers_nothing() {
    let mut permits = Semaphore::default().into_handle();
    let task = raw::Task::new();
    let waker = task.waker();
    let cx = &mut Context::from_waker(&waker);
    task.on(raw::Event::Clone, || {
        resume_unwind(Box::new("in the clone"))
    });
    assert_eq!(panics(|| _ = permits.poll_take(cx)), "in the clone");
    assert!(!permits.unregister());
    {
        task.on(raw::Event::Clone, || {
            resume_unwind(Box::new("in the clone"))
        });
        let mut wait = permits.take();
        assert_eq!(panics(|| _ = Pin::new(&mut wait).poll(cx)), "in the clone");
        assert!(Pin::new(&mut wait).poll(cx).is_pending());
        permits.release();
        assert!(Pin::new(&mut wait).poll(cx).is_ready());
    }
    assert_eq!(task.wakes(), 1);
    permits.mark();
    assert_eq!(panics(|| _ = permits.clone()), "in the clone");
    drop(permits);
    assert_eq!(task.owners(), 1);
}
