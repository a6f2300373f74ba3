//! Two waits of one handle, polled by one task.

use crate::Task;
use spmc_waker::waitable;
use std::{
    pin::Pin,
    sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed},
    task::Context,
    thread,
    time::{Duration, Instant},
};

#[derive(Default)]
struct Two {
    a: AtomicBool,
    /// How many checks find nothing.
    b_is_ready_after: AtomicU32,
}

#[waitable(notifier = Setter, waiter = Both)]
impl Two {
    #[notify]
    fn set_a(&self) {
        self.a.store(true, Relaxed);
    }

    #[wait(a, blocking)]
    fn is_a(&self) -> bool {
        self.a.load(Relaxed)
    }

    #[wait(b, blocking)]
    fn is_b(&self) -> bool {
        let checks = |left: u32| left.checked_sub(1);
        self.b_is_ready_after
            .fetch_update(Relaxed, Relaxed, checks)
            .is_err()
    }

    /// How many checks from now on find nothing. Returns how many would have until now.
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
    // The wake ends the thread's wait. Before it, there is none for the task.
    let setting = thread::spawn(move || {
        thread::sleep(Duration::from_millis(20));
        setter.set_a();
        setter
    });
    both.blocking_b();
    let _setter = setting.join().unwrap();
    assert_eq!(task.wakes(), 1);
    assert!(both.poll_a(cx).is_ready());
}

#[test]
fn a_thread_that_is_out_of_time_wakes_the_task_whose_registration_it_took() {
    let (setter, mut both) = Two::default().into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(both.poll_a(cx).is_pending());
    both.make_b_ready_after(u32::MAX);
    assert!(both.b_deadline(Instant::now()).is_err());
    assert_eq!(task.wakes(), 1);
    // It polls again, and is registered.
    assert!(both.poll_a(cx).is_pending());
    setter.set_a();
    assert_eq!(task.wakes(), 2);
}

#[test]
fn a_thread_that_need_not_block_leaves_the_task_registered() {
    let (setter, mut both) = Two::default().into_pair();
    let (task, waker) = Task::new();
    assert!(both.poll_a(&mut Context::from_waker(&waker)).is_pending());
    both.blocking_b();
    assert_eq!(task.wakes(), 0);
    setter.set_a();
    assert_eq!(task.wakes(), 1);
}
