//! A dropped handle runs its hook and keeps nothing alive.

use crate::waitable::Task;
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{block_on, join};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{
            AtomicBool, AtomicUsize,
            Ordering::{Acquire, Relaxed, Release, SeqCst},
        },
    },
    task::Context,
    thread,
};

/// A condition that ends when its last notifier is dropped.
#[derive(Default)]
struct Life {
    over: AtomicBool,
    ends: AtomicUsize,
    end_panics: bool,
}

#[waitable(notifier = Keeper, waiter = Mourner)]
impl Life {
    #[wait(ended, await)]
    fn is_over(&self) -> bool {
        // A waiter that sees the end also sees the hook's count.
        self.over.load(Acquire)
    }

    #[query]
    fn ends(&self) -> usize {
        self.ends.load(Relaxed)
    }

    #[notify]
    fn nudge(&self) {
        self.over.store(false, Relaxed);
    }

    #[on_drop(notifier)]
    fn end(&self) {
        self.ends.fetch_add(1, Relaxed);
        self.over.store(true, Release);
        assert!(!self.end_panics, "at the end");
    }
}

#[test]
fn the_last_notifier_runs_the_hook_and_wakes() {
    let (keeper, mut mourner) = Life::default().into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    let other = keeper.clone();
    drop(keeper);
    assert!(mourner.poll_ended(cx).is_pending());
    assert_eq!((mourner.ends(), task.wakes()), (0, 0));
    drop(other);
    assert_eq!((mourner.ends(), task.wakes()), (1, 1));
    assert!(mourner.poll_ended(cx).is_ready());
}

#[test]
fn the_last_notifier_is_found_among_threads() {
    for _ in 0..200 {
        let (keeper, mut mourner) = Life::default().into_pair();
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let keeper = keeper.clone();
                thread::spawn(move || drop(keeper.clone()))
            })
            .collect();
        drop(keeper);
        block_on(mourner.ended());
        assert_eq!(mourner.ends(), 1);
        for thread in threads {
            join(thread);
        }
    }
}

#[test]
fn a_panic_in_the_hook_wakes() {
    let life = Life {
        end_panics: true,
        ..Life::default()
    };
    let (keeper, mut mourner) = life.into_pair();
    let (task, waker) = Task::new();
    assert!(
        mourner
            .poll_ended(&mut Context::from_waker(&waker))
            .is_pending()
    );
    assert!(catch_unwind(AssertUnwindSafe(|| drop(keeper))).is_err());
    assert_eq!(task.wakes(), 1);
    block_on(mourner);
}

#[test]
fn dropping_the_waiter_drops_the_waker() {
    for consumed in [false, true] {
        let (keeper, mut mourner) = Life::default().into_pair();
        let (task, waker) = Task::new();
        assert!(
            mourner
                .poll_ended(&mut Context::from_waker(&waker))
                .is_pending()
        );
        drop(waker);
        assert_eq!(
            Arc::strong_count(&task),
            2,
            "the test and the registered waker own the task"
        );
        if consumed {
            // The cached waker outlives its registration.
            keeper.nudge();
            assert_eq!((task.wakes(), Arc::strong_count(&task)), (1, 2));
        }
        drop(mourner);
        assert_eq!(Arc::strong_count(&task), 1);
        drop(keeper);
    }
}

#[test]
fn unregister_removes_what_a_dropped_wait_has_left() {
    let (keeper, mut mourner) = Life::default().into_pair();
    let (task, waker) = Task::new();
    assert!(!mourner.unregister());
    assert!(
        mourner
            .poll_ended(&mut Context::from_waker(&waker))
            .is_pending()
    );
    assert!(mourner.unregister());
    keeper.nudge();
    assert_eq!(task.wakes(), 0);
}

/// Its notifiers learn when the waiter was dropped.
#[derive(Default)]
struct Line {
    hung_up: AtomicBool,
    hang_up_panics: bool,
}

#[waitable(notifier = Caller, waiter = Callee)]
impl Line {
    #[notify]
    fn ring(&self) -> bool {
        !self.hung_up.load(Relaxed)
    }

    #[wait(answered)]
    fn is_answered(&self) -> bool {
        self.hung_up.load(Relaxed)
    }

    #[on_drop(waiter)]
    fn hang_up(&self) {
        self.hung_up.store(true, Relaxed);
        assert!(!self.hang_up_panics, "while hanging up");
    }
}

#[test]
fn the_waiter_runs_its_hook_once_its_waker_is_gone() {
    for hang_up_panics in [false, true] {
        let line = Line {
            hang_up_panics,
            ..Line::default()
        };
        let (caller, mut callee) = line.into_pair();
        let (task, waker) = Task::new();
        assert!(
            callee
                .poll_answered(&mut Context::from_waker(&waker))
                .is_pending()
        );
        drop(waker);
        assert!(caller.ring());
        let panicked = catch_unwind(AssertUnwindSafe(|| drop(callee))).is_err();
        assert_eq!(panicked, hang_up_panics);
        assert!(!caller.ring());
        assert_eq!(Arc::strong_count(&task), 1);
    }
}

#[test]
fn the_condition_is_dropped_with_the_last_handle() {
    struct Tracked(Arc<AtomicUsize>);

    impl Drop for Tracked {
        fn drop(&mut self) {
            self.0.fetch_add(1, SeqCst);
        }
    }

    #[waitable(until = |_never| false)]
    struct Never {
        _tracked: Tracked,
    }

    for notifier_first in [false, true] {
        let drops = Arc::new(AtomicUsize::new(0));
        let never = Never {
            _tracked: Tracked(Arc::clone(&drops)),
        };
        let (notifier, waiter) = never.into_pair();
        if notifier_first {
            drop(notifier);
            assert_eq!(drops.load(SeqCst), 0);
            drop(waiter);
        } else {
            drop(waiter);
            assert_eq!(drops.load(SeqCst), 0);
            drop(notifier);
        }
        assert_eq!(drops.load(SeqCst), 1);
    }
}
