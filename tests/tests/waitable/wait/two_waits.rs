//! Two waits of one handle, polled by one task.

use crate::waitable::Task;
use spmc_waker::waitable;
use spmc_waker_tests::raw;
use spmc_waker_tests::time_limit::{join, within_limit};
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed},
    task::Context,
    thread,
    time::{Duration, Instant},
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
            .fetch_update(Relaxed, Relaxed, checks)
            .is_err()
    }

    /// Makes this many of the next checks pending. Returns the previous number.
    #[query]
    fn make_b_ready_after(&self, checks: u32) -> u32 {
        self.swap_b_is_ready_after(checks)
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
fn a_thread_that_blocks_wakes_the_task_whose_registration_it_took() {
    let (setter, mut both) = Two::default().into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(both.poll_a(cx).is_pending());
    both.make_b_ready_after(3);
    // This wake ends the thread's wait. Until then, nothing wakes the task.
    let setting = thread::spawn(move || {
        thread::sleep(Duration::from_millis(20));
        setter.set_a();
        setter
    });
    within_limit(|| both.blocking_b());
    let _setter = join(setting);
    assert_eq!(task.wakes(), 1);
    assert!(both.poll_a(cx).is_ready());
}

#[test]
fn a_thread_that_is_out_of_time_leaves_the_task_of_the_other_wait_registered() {
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
fn a_thread_that_need_not_block_leaves_the_task_registered() {
    let (setter, mut both) = Two::default().into_pair();
    let (task, waker) = Task::new();
    assert!(both.poll_a(&mut Context::from_waker(&waker)).is_pending());
    within_limit(|| both.blocking_b());
    assert_eq!(task.wakes(), 0);
    setter.set_a();
    assert_eq!(task.wakes(), 1);
}

#[test]
fn a_thread_that_blocks_leaves_the_waker_of_the_other_wait_alone() {
    let (setter, mut both) = Two::default().into_pair();
    let task = raw::Task::new();
    let waker = task.waker();
    let cx = &mut Context::from_waker(&waker);
    assert!(both.poll_a(cx).is_pending());
    task.on(raw::Event::Clone, || panic!("in the waker's clone"));
    both.make_b_ready_after(u32::MAX);
    assert!(both.b_deadline(Instant::now()).is_err());
    assert_eq!((task.wakes(), task.clones()), (0, 1));
    setter.set_a();
    assert_eq!(task.wakes(), 1);
    drop((setter, both));
    assert_eq!(task.owners(), 1);
}

#[test]
fn a_thread_that_blocks_and_panics_wakes_the_task_of_the_other_wait() {
    struct Breaks(AtomicU32);

    #[waitable(notifier = Change, waiter = Rest, waiter = Other)]
    impl Breaks {
        #[notify]
        fn change(&self) {}

        #[wait(a, by = Rest, wakes = Other)]
        fn is_a(&self) -> bool {
            false
        }

        /// With `panics`, the second check panics. Otherwise it is ready.
        #[wait(b, by = Rest, blocking, wakes = all)]
        fn is_b(&self, panics: bool) -> bool {
            let checks = self.0.fetch_add(1, Relaxed);
            assert!(!panics || checks == 0, "in the check");
            checks > 0
        }

        #[wait(other, by = Other, wakes = Rest)]
        fn is_other(&self) -> bool {
            false
        }
    }

    // In the first round, a check panics. In the second, the ready wait wakes two wakers that panic. They result in
    // one panic.
    for panics in [true, false] {
        let (_change, mut rest, mut other) = Breaks(AtomicU32::new(0)).into_handles();
        let (task, other_task) = (raw::Task::new(), raw::Task::new());
        let (waker, other_waker) = (task.waker(), other_task.waker());
        assert!(rest.poll_a(&mut Context::from_waker(&waker)).is_pending());
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
            assert_eq!(panic.downcast_ref(), Some(&"task"), "the first");
        }
        // A check that panics wakes the other waiter, too.
        assert_eq!((task.wakes(), other_task.wakes()), (1, 1));
    }
}
