//! Tests of the count's wrap. They start a few steps before it, which a program reaches only after 2^29 registrations
//! or, with 64 bits, after 2^61. (The loom models start there, too.)

#![cfg(all(test, feature = "std", not(loom)))]

use super::{SpmcWaker, state::State};
use crate::sync::Ordering::{Relaxed, SeqCst};
use core::task::Waker;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize},
    },
    task::Wake,
    thread,
    vec::Vec,
};

#[derive(Default)]
struct Task {
    wakes: AtomicUsize,
}

impl Task {
    fn waker(self: &Arc<Self>) -> Waker {
        Waker::from(Arc::clone(self))
    }

    /// How often it was woken since the last call, and how many wakers it has.
    fn take(self: &Arc<Self>) -> (usize, usize) {
        (self.wakes.swap(0, SeqCst), Arc::strong_count(self) - 1)
    }
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.wakes.fetch_add(1, SeqCst);
    }
}

/// Makes a waker whose count wraps after this many steps.
fn wraps_after<const SYNC: bool, const CACHED: bool>(steps: usize) -> SpmcWaker<SYNC, CACHED> {
    let waker = SpmcWaker::new();
    waker.state.store(State::before_wrap(steps), Relaxed);
    waker
}

/// Registers tasks over each other, so that nearly every second registration is by value, or every one without
/// `CACHED`.
fn replace_and_wake<const SYNC: bool, const CACHED: bool>(steps: usize) {
    let tasks: [Arc<Task>; 8] = Default::default();
    let waker = wraps_after::<SYNC, CACHED>(steps);
    let register = |task: &Arc<Task>| {
        // SAFETY: one thread, and the wakers do not call the registering side.
        unsafe { waker.register(&task.waker()) };
    };
    for round in 0..tasks.len() {
        tasks[..=round].iter().for_each(register);
        waker.wake();
        waker.wake();
        for (at, task) in tasks.iter().enumerate() {
            let (wakes, wakers) = task.take();
            assert_eq!(wakes, usize::from(at == round), "{steps} {round} {at}");
            // The last waker, and with `CACHED` perhaps one before, which stays in the cached slot.
            assert!(wakers <= usize::from(CACHED), "{steps} {round} {at}");
        }
        // SAFETY: as above.
        unsafe { waker.clear() };
        assert!(tasks.iter().all(|task| task.take() == (0, 0)));
    }
    tasks.iter().for_each(register);
    drop(waker);
    assert!(tasks.iter().all(|task| task.take() == (0, 0)));
}

/// A wake that has loaded the last state before the wrap must not claim the registration after it.
fn claim_a_stale_state<const SYNC: bool, const CACHED: bool>(steps: usize) {
    let tasks: [Arc<Task>; 8] = Default::default();
    let waker = wraps_after::<SYNC, CACHED>(steps);
    let mut stale = Vec::new();
    for task in &tasks {
        // SAFETY: one thread, and the wakers do not call the registering side.
        unsafe { waker.register(&task.waker()) };
        let state = waker.state.load(SeqCst);
        for &state in &stale {
            assert!(waker.try_claim(state).is_none(), "{steps}");
        }
        // A cached registration may be claimed by a stale state: the waker is read after the claim.
        if state.registration_is_by_value() {
            stale.push(state);
        }
    }
    assert!(stale.len() >= tasks.len() / 2);
    waker.wake();
    let (last, others) = tasks.split_last().expect("eight tasks");
    assert_eq!(last.take().0, 1);
    assert!(others.iter().all(|task| task.take().0 == 0));
}

/// Another thread wakes while tasks are registered over each other.
fn race<const SYNC: bool, const CACHED: bool>(steps: usize) {
    let tasks: [Arc<Task>; 8] = Default::default();
    let waker = wraps_after::<SYNC, CACHED>(steps);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(SeqCst) {
                waker.wake();
            }
        });
        for task in &tasks {
            // SAFETY: no other thread registers, and the wakers do not call the registering side.
            unsafe { waker.register(&task.waker()) };
        }
        done.store(true, SeqCst);
    });
    waker.wake();
    assert_eq!(tasks[7].take().0, 1, "{steps}");
    assert!(tasks[..7].iter().all(|task| task.take().0 <= 1));
    drop(waker);
    assert!(tasks.iter().all(|task| task.take() == (0, 0)), "{steps}");
}

/// A task that clears the waker in its own wake. So the wake has to drop the task.
struct Clears<const SYNC: bool>(Arc<SpmcWaker<SYNC, true>>);

impl<const SYNC: bool> Wake for Clears<SYNC> {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // SAFETY: one thread, which is in no other call of the registering side.
        unsafe { self.0.clear() };
    }
}

/// Each request to clear raises the count.
fn clear_in_each_wake<const SYNC: bool, const CACHED: bool>(steps: usize) {
    let waker = Arc::new(wraps_after::<SYNC, true>(steps));
    for _ in 0..8 {
        let task = Arc::new(Clears(Arc::clone(&waker)));
        // SAFETY: one thread, which is in no other call of the registering side.
        unsafe { waker.register(&Waker::from(Arc::clone(&task))) };
        waker.wake();
        assert_eq!(Arc::strong_count(&task), 1, "{steps}");
    }
}

macro_rules! in_each_mode {
    ($($name:ident: $function:ident, $rounds:expr;)+) => {$(
        #[test]
        fn $name() {
            for steps in (0..8).cycle().take(8 * $rounds) {
                $function::<false, false>(steps);
                $function::<false, true>(steps);
                $function::<true, false>(steps);
                $function::<true, true>(steps);
            }
        }
    )+};
}

in_each_mode! {
    tasks_are_woken_and_dropped_once_across_the_wrap: replace_and_wake, 1;
    a_wake_from_before_the_wrap_claims_nothing_after_it: claim_a_stale_state, 1;
    a_wake_frees_the_cleared_waker_across_the_wrap: clear_in_each_wake, 1;
    threads_that_race_across_the_wrap_lose_no_wakeup: race, if cfg!(miri) { 1 } else { 10 };
}
