//! Several waits of one waiter, pending at the same time in one task.

use crate::waitable::Tasks;
use futures::{FutureExt as _, future::poll_fn};
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{block_on, join};
use std::{
    pin::Pin,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    task::Poll,
    thread,
};

/// Three flags. The third is set after a number of checks.
#[derive(Default)]
struct Flags {
    a: AtomicBool,
    b: AtomicBool,
    c_after: AtomicUsize,
    log: Mutex<Vec<&'static str>>,
}

impl Flags {
    fn log(&self, what: &'static str) {
        self.log.lock().unwrap().push(what);
    }
}

#[waitable(notifier = Setter, waiter = All)]
impl Flags {
    #[notify]
    fn set_a(&self) {
        self.a.store(true, Relaxed);
    }

    #[notify]
    fn set_b(&self) {
        self.b.store(true, Relaxed);
    }

    #[wait(a, wakes = none)]
    fn is_a(&self) -> bool {
        self.a.swap(false, Relaxed)
    }

    #[wait(b, blocking, wakes = none)]
    fn try_b(&self) -> Option<()> {
        self.b.swap(false, Relaxed).then_some(())
    }

    #[wait(c, wakes = none)]
    fn try_c(&self) -> Poll<()> {
        let looks = |left: usize| left.checked_sub(1);
        match self.c_after.fetch_update(Relaxed, Relaxed, looks) {
            Ok(_) => Poll::Pending,
            Err(_) => Poll::Ready(()),
        }
    }

    #[arm(a)]
    fn arm_a(&self) {
        self.log("a on");
    }

    #[disarm(a)]
    fn disarm_a(&self) {
        self.log("a off");
    }

    #[arm(b)]
    fn arm_b(&self) {
        self.log("b on");
    }

    #[disarm(b)]
    fn disarm_b(&self) {
        self.log("b off");
    }

    #[query]
    fn make_c_ready_after(&self, looks: usize) -> usize {
        self.swap_c_after(looks)
    }

    fn swap_c_after(&self, looks: usize) -> usize {
        self.c_after.swap(looks, Relaxed)
    }

    #[query]
    fn take_log(&self) -> Vec<&'static str> {
        std::mem::take(&mut *self.log.lock().unwrap())
    }
}

#[test]
fn a_wake_for_any_of_them_wakes_the_task() {
    let (setter, mut all) = Flags::default().into_pair();
    all.make_c_ready_after(usize::MAX);
    let tasks = Tasks::<1>::new();
    let cx = &mut tasks.cx(0);
    for (count, set) in [Setter::set_a, Setter::set_b].into_iter().enumerate() {
        assert!(all.poll_a(cx).is_pending());
        assert!(all.poll_b(cx).is_pending());
        assert!(all.poll_c(cx).is_pending());
        set(&setter);
        // A change wakes all three.
        assert_eq!(tasks.wakes(), [3 * (count + 1)]);
        let ready = [all.poll_a(cx).is_ready(), all.poll_b(cx).is_ready()];
        assert_eq!(ready, [count == 0, count == 1]);
    }
}

#[test]
fn a_wait_that_is_ready_leaves_the_others_registered() {
    let (setter, mut all) = Flags::default().into_pair();
    let tasks = Tasks::<1>::new();
    let cx = &mut tasks.cx(0);
    for (count, looks) in [0, 1].into_iter().enumerate() {
        assert!(all.poll_a(cx).is_pending());
        assert!(all.poll_b(cx).is_pending());
        // The wait is ready at its first check, and then at the check after registering.
        all.make_c_ready_after(looks);
        assert!(all.poll_c(cx).is_ready());
        setter.set_b();
        assert_eq!(tasks.wakes(), [2 * (count + 1)]);
        assert!(all.poll_b(cx).is_ready());
    }
}

#[test]
fn futures_that_are_dropped_leave_the_others_registered() {
    let (setter, mut all) = Flags::default().into_pair();
    let tasks = Tasks::<1>::new();
    let cx = &mut tasks.cx(0);
    assert!(all.poll_a(cx).is_pending());
    let mut b = all.b();
    assert!(Pin::new(&mut b).poll(cx).is_pending());
    drop(b);
    drop(all.b());
    all.make_c_ready_after(1);
    assert!(Pin::new(&mut all.c()).poll(cx).is_ready());
    setter.set_a();
    // The first future has left its wait registered.
    assert_eq!(tasks.wakes(), [2]);
}

#[test]
fn each_stays_armed_until_its_own_end() {
    let (setter, mut all) = Flags::default().into_pair();
    let tasks = Tasks::<1>::new();
    let cx = &mut tasks.cx(0);
    assert!(all.poll_a(cx).is_pending());
    assert!(all.poll_b(cx).is_pending());
    assert_eq!(all.take_log(), ["a on", "b on"]);
    setter.set_a();
    assert!(all.poll_a(cx).is_ready());
    assert_eq!(all.take_log(), ["a off"]);
    assert!(all.poll_b(cx).is_pending());
    assert_eq!(all.take_log(), ["b on"], "each pending poll arms");
    // Dropping a future of the same wait ends the wait.
    let mut b = all.b();
    assert!(Pin::new(&mut b).poll(cx).is_pending());
    drop(b);
    assert_eq!(all.take_log(), ["b on", "b off"]);
    setter.set_b();
    assert_eq!(all.b().now_or_never(), Some(()));
    assert_eq!(all.take_log(), ["b off"]);
}

#[test]
fn one_task_waits_for_both_and_misses_neither() {
    for _ in 0..200 {
        let (setter, mut all) = Flags::default().into_pair();
        let setting = thread::spawn(move || {
            setter.set_b();
            setter.set_a();
        });
        let (mut a, mut b) = (0, 0);
        block_on(poll_fn(|cx| {
            a += usize::from(all.poll_a(cx).is_ready());
            b += usize::from(all.poll_b(cx).is_ready());
            if a > 0 && b > 0 {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        }));
        join(setting);
        assert_eq!((a, b), (1, 1), "each change ends one wait");
    }
}
