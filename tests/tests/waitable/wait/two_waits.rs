//! Two waits of one handle, and a task and a thread that wait by them.

use crate::waitable::Task;
use spmc_waker::waitable;
use spmc_waker_tests::raw;
use spmc_waker_tests::time_limit::{join, within_limit};
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    sync::atomic::{
        AtomicBool, AtomicU32,
        Ordering::{Acquire, Relaxed, Release},
    },
    task::Context,
    thread,
    time::Instant,
};

#[derive(Default)]
struct Two {
    a: AtomicBool,
    /// The number of checks that are still pending.
    b_is_ready_after: AtomicU32,
}

#[waitable(notifier = Setter, waiter = Both)]
impl Two {
    #[notify]
    fn set_a(&self) {
        self.a.store(true, Relaxed);
    }

    #[wait(a, blocking, wakes = none)]
    fn is_a(&self) -> bool {
        self.a.load(Relaxed)
    }

    #[wait(b, blocking, wakes = none)]
    fn is_b(&self) -> bool {
        let checks = |left: u32| left.checked_sub(1);
        self.b_is_ready_after
            .fetch_update(Release, Relaxed, checks)
            .is_err()
    }

    /// Makes this many of the next checks pending. Returns the previous number.
    #[query]
    fn make_b_ready_after(&self, checks: u32) -> u32 {
        self.swap_b_is_ready_after(checks)
    }

    /// The number of checks that are still pending. What came before the last one happens before a zero.
    #[query]
    fn pending_checks(&self) -> u32 {
        self.b_is_ready_after.load(Acquire)
    }

    fn swap_b_is_ready_after(&self, checks: u32) -> u32 {
        self.b_is_ready_after.swap(checks, Relaxed)
    }
}

#[test]
fn a_wait_that_is_ready_at_its_second_check_leaves_the_other_registered() {
    let (setter, mut both) = Two::default().into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(both.poll_a(cx).is_pending());
    both.make_b_ready_after(1);
    assert!(both.poll_b(cx).is_ready());
    setter.set_a();
    assert_eq!(task.wakes(), 1);
}

#[test]
fn a_wait_that_is_ready_at_its_second_check_leaves_no_registration_of_its_own() {
    let (_setter, mut both) = Two::default().into_pair();
    let (_, waker) = Task::new();
    both.make_b_ready_after(1);
    assert!(both.poll_b(&mut Context::from_waker(&waker)).is_ready());
    assert!(!both.unregister());
}

#[test]
fn a_future_that_is_dropped_leaves_the_other_registered() {
    let (setter, mut both) = Two::default().into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(both.poll_a(cx).is_pending());
    both.make_b_ready_after(1);
    assert!(Pin::new(&mut both.b()).poll(cx).is_ready());
    setter.set_a();
    assert_eq!(task.wakes(), 1);
}

#[test]
fn a_thread_that_blocks_by_another_wait_leaves_the_task_registered() {
    let (setter, mut both) = Two::default().into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(both.poll_a(cx).is_pending());
    both.make_b_ready_after(u32::MAX);
    assert!(both.b_deadline(Instant::now()).is_err());
    assert_eq!(task.wakes(), 0);
    setter.set_a();
    assert_eq!(task.wakes(), 1);
}

#[test]
fn a_thread_that_blocks_wakes_the_task_whose_registration_it_took() {
    let (setter, mut both) = Two::default().into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    both.make_b_ready_after(u32::MAX);
    assert!(both.poll_b(cx).is_pending());
    both.make_b_ready_after(3);
    // This wake ends the thread's wait. Until then, nothing wakes the task. `b` does not depend on `a`, so a wake
    // before the thread has registered would be lost. The last pending check comes after registering.
    let setting = thread::spawn(move || {
        while setter.pending_checks() != 0 {
            thread::yield_now();
        }
        setter.set_a();
        setter
    });
    within_limit(|| both.blocking_b());
    let _setter = join(setting);
    assert_eq!(task.wakes(), 1);
    assert!(both.poll_b(cx).is_ready());
}

#[test]
fn a_thread_that_is_out_of_time_wakes_the_task_whose_registration_it_took() {
    let (setter, mut both) = Two::default().into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    both.make_b_ready_after(u32::MAX);
    assert!(both.poll_b(cx).is_pending());
    assert!(both.b_deadline(Instant::now()).is_err());
    assert_eq!(task.wakes(), 1);
    // The task polls again, and is registered again.
    assert!(both.poll_b(cx).is_pending());
    setter.set_a();
    assert_eq!(task.wakes(), 2);
}

#[test]
fn a_thread_that_need_not_block_leaves_the_task_registered() {
    let (setter, mut both) = Two::default().into_pair();
    let (task, waker) = Task::new();
    both.make_b_ready_after(u32::MAX);
    assert!(both.poll_b(&mut Context::from_waker(&waker)).is_pending());
    both.make_b_ready_after(0);
    within_limit(|| both.blocking_b());
    assert_eq!(task.wakes(), 0);
    setter.set_a();
    assert_eq!(task.wakes(), 1);
}

/// The registration is moved out of its slot. If it were cloned and the clone panicked, it would be lost.
#[test]
fn a_thread_that_blocks_does_not_clone_the_waker_of_the_task_whose_registration_it_takes() {
    let (setter, mut both) = Two::default().into_pair();
    let task = raw::Task::new();
    let waker = task.waker();
    let cx = &mut Context::from_waker(&waker);
    both.make_b_ready_after(u32::MAX);
    assert!(both.poll_b(cx).is_pending());
    task.on(raw::Event::Clone, || panic!("in the waker's clone"));
    assert!(both.b_deadline(Instant::now()).is_err());
    assert_eq!(
        (task.wakes(), task.clones()),
        (1, 1),
        "the task is woken so that it registers again"
    );
    // The task's own poll clones the waker.
    let poll = catch_unwind(AssertUnwindSafe(|| both.poll_b(cx).is_pending()));
    assert!(poll.is_err());
    assert!(both.poll_b(cx).is_pending());
    setter.set_a();
    assert_eq!(task.wakes(), 2);
    drop((setter, both));
    assert_eq!(task.owners(), 1);
}

#[test]
fn a_thread_that_blocks_and_panics_wakes_the_task_whose_registration_it_took() {
    struct Breaks(AtomicU32);

    #[waitable(notifier = Change, waiter = Rest, waiter = Other)]
    impl Breaks {
        #[notify]
        fn change(&self) {}

        /// The checks of the task's poll and the thread's first one are pending. With `panics`, the next one panics.
        /// Otherwise it is ready.
        #[wait(b, by = Rest, blocking, wakes = Other)]
        fn is_b(&self, panics: bool) -> bool {
            let checks = self.0.fetch_add(1, Relaxed);
            assert!(!panics || checks < 3, "in the check");
            checks >= 3
        }

        #[wait(other, by = Other, wakes = Rest)]
        fn is_other(&self) -> bool {
            false
        }
    }

    // In the first round, a check panics. In the second, two wakers panic: the other waiter's, which the ready wait
    // wakes, and the task's. They result in one panic.
    for panics in [true, false] {
        let (_change, mut rest, mut other) = Breaks(AtomicU32::new(0)).into_handles();
        let (task, other_task) = (raw::Task::new(), raw::Task::new());
        let (waker, other_waker) = (task.waker(), other_task.waker());
        let cx = &mut Context::from_waker(&waker);
        assert!(rest.poll_b(cx, panics).is_pending());
        assert!(
            other
                .poll_other(&mut Context::from_waker(&other_waker))
                .is_pending()
        );
        if !panics {
            task.on(raw::Event::Wake, || resume_unwind(Box::new("task")));
            other_task.on(raw::Event::Wake, || resume_unwind(Box::new("other task")));
        }
        let blocked = catch_unwind(AssertUnwindSafe(|| {
            within_limit(|| rest.blocking_b(panics));
        }));
        let panic = blocked.unwrap_err();
        if !panics {
            assert_eq!(panic.downcast_ref(), Some(&"other task"), "the first panic");
        }
        // A check that panics wakes the other waiter, too.
        assert_eq!((task.wakes(), other_task.wakes()), (1, 1));
    }
}
