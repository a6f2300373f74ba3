//! Who is woken where handles are many.

use crate::waitable::{Tasks, poll_once};
use spmc_waker::waitable;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Context, Poll},
};

/// Two kinds of many handles, a lone waiter, and a notifier. The argument of a check says whether it is ready.
#[derive(Default)]
struct Hub {
    list: Mutex<Vec<u8>>,
}

#[waitable(notifier = Source, waiters = A, waiter = B, waiters = C)]
impl Hub {
    #[notify]
    fn for_all(&self) {}

    #[notify(by = [Source, A, B, C], wakes = A)]
    fn for_a(&self) {}

    #[notify(by = [Source, A, B, C], wakes = [B, C])]
    fn for_b_and_c(&self) {}

    #[notify(by = [Source, A], wakes = [a2, one(turn), B])]
    fn for_a2_one_turn_and_b(&self) {}

    #[notify(by = C, cold, wakes = [all])]
    fn for_all_cold(&self) {}

    #[notify(by = C, guard, wakes = [a1, one(turn)])]
    fn list(&self) -> MutexGuard<'_, Vec<u8>> {
        self.list
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Has the guard only if that is found.
    #[notify(by = C, guard, wakes = [a1, one(turn)])]
    fn find_list(&self, found: Option<bool>) -> Option<Result<MutexGuard<'_, Vec<u8>>, ()>> {
        found.map(|is_right| {
            self.list
                .lock()
                .map_err(drop)
                .and_then(|list| is_right.then_some(list).ok_or(()))
        })
    }

    #[notify(by = A, wakes = [one(turn)])]
    fn panic_for_one_turn(&self) {
        panic!("in the change");
    }

    /// Is ready without waking its own kind.
    #[wait(a1, by = A, wakes = B)]
    fn is_a1(&self, ready: bool) -> bool {
        ready
    }

    /// Is ready and wakes all of its own kind.
    #[wait(a2, by = A, wakes = A)]
    fn is_a2(&self, ready: bool) -> bool {
        ready
    }

    #[wait(b, by = B, wakes = [A, one(turn)])]
    fn is_b(&self, ready: bool) -> bool {
        ready
    }

    #[wait(turn, by = C, wakes = turn)]
    fn is_turn(&self) -> bool {
        !self.list.lock().unwrap().is_empty()
    }
}

type Handles = (Source, [A; 2], B, [C; 2]);

/// The tasks: two in `a1`, two in `a2`, `b`, and two in `turn`.
fn woken_by(change: impl FnOnce(&mut Handles)) -> [usize; 7] {
    let (source, a, b, c) = Hub::default().into_handles();
    let mut handles = (source, [a.clone(), a], b, [c.clone(), c]);
    let tasks = Tasks::<7>::new();
    {
        let (_, a, b, c) = &mut handles;
        let [a_0, a_1] = a;
        assert!(a_0.poll_a1(&mut tasks.cx(0), false).is_pending());
        assert!(a_1.poll_a1(&mut tasks.cx(1), false).is_pending());
        assert!(a_0.poll_a2(&mut tasks.cx(2), false).is_pending());
        assert!(a_1.poll_a2(&mut tasks.cx(3), false).is_pending());
        assert!(b.poll_b(&mut tasks.cx(4), false).is_pending());
        let [c_0, c_1] = c;
        assert!(c_0.poll_turn(&mut tasks.cx(5)).is_pending());
        assert!(c_1.poll_turn(&mut tasks.cx(6)).is_pending());
    }
    assert_eq!(tasks.wakes(), [0; 7]);
    change(&mut handles);
    let wakes = tasks.wakes();
    drop(handles);
    wakes
}

#[test]
fn a_change_wakes_the_waits_that_it_names_on_all_handles() {
    let all = woken_by(|(source, ..)| source.for_all());
    assert_eq!(all, [1; 7]);
    let cold = woken_by(|(_, _, _, c)| c[0].for_all_cold());
    assert_eq!(cold, [1; 7]);
    for by in [
        |(source, ..): &mut Handles| source.for_a(),
        |(_, a, _, _): &mut Handles| a[1].for_a(),
        |(_, _, b, _): &mut Handles| b.for_a(),
        |(_, _, _, c): &mut Handles| c[0].for_a(),
    ] {
        assert_eq!(woken_by(by), [1, 1, 1, 1, 0, 0, 0]);
    }
    for by in [
        |(source, ..): &mut Handles| source.for_b_and_c(),
        |(_, _, b, _): &mut Handles| b.for_b_and_c(),
        |(_, _, _, c): &mut Handles| c[0].for_b_and_c(),
    ] {
        assert_eq!(woken_by(by), [0, 0, 0, 0, 1, 1, 1]);
    }
}

#[test]
fn a_list_may_hold_waits_handles_and_one_of_a_wait() {
    for by in [
        |(source, ..): &mut Handles| source.for_a2_one_turn_and_b(),
        |(_, a, _, _): &mut Handles| a[0].for_a2_one_turn_and_b(),
    ] {
        let [a1_0, a1_1, a2_0, a2_1, b, turn_0, turn_1] = woken_by(by);
        assert_eq!([a1_0, a1_1, a2_0, a2_1, b], [0, 0, 1, 1, 1]);
        assert_eq!(turn_0 + turn_1, 1);
    }
}

#[test]
fn each_wait_of_a_list_is_woken_though_nobody_waits_by_the_others() {
    let by_one_of = |wait: fn(&mut Handles, &mut Context<'_>)| {
        let tasks = Tasks::<1>::new();
        let (source, a, b, c) = Hub::default().into_handles();
        let mut handles = (source, [a.clone(), a], b, [c.clone(), c]);
        wait(&mut handles, &mut tasks.cx(0));
        handles.0.for_a2_one_turn_and_b();
        let [wakes] = tasks.wakes();
        wakes
    };
    let by_a1 = by_one_of(|(_, a, _, _), cx| assert!(a[0].poll_a1(cx, false).is_pending()));
    assert_eq!(by_a1, 0);
    let by_a2 = by_one_of(|(_, a, _, _), cx| assert!(a[1].poll_a2(cx, false).is_pending()));
    assert_eq!(by_a2, 1);
    let by_b = by_one_of(|(_, _, b, _), cx| assert!(b.poll_b(cx, false).is_pending()));
    assert_eq!(by_b, 1);
    let by_turn = by_one_of(|(_, _, _, c), cx| assert!(c[1].poll_turn(cx).is_pending()));
    assert_eq!(by_turn, 1);
}

#[test]
fn a_guard_that_is_not_there_wakes_one_of_a_wait() {
    for found in [None, Some(false), Some(true)] {
        let [a1_0, a1_1, a2_0, a2_1, b, turn_0, turn_1] = woken_by(|(_, _, _, c)| {
            let list = c[1].find_list(found);
            assert_eq!(list.map(|list| list.is_ok()), found);
        });
        assert_eq!([a1_0, a1_1, a2_0, a2_1, b], [1, 1, 0, 0, 0], "{found:?}");
        assert_eq!(turn_0 + turn_1, 1, "{found:?}");
    }
}

#[test]
fn the_end_of_a_guard_wakes_one_of_a_wait() {
    let [a1_0, a1_1, a2_0, a2_1, b, turn_0, turn_1] = woken_by(|(_, _, _, c)| drop(c[1].list()));
    assert_eq!([a1_0, a1_1, a2_0, a2_1, b], [1, 1, 0, 0, 0]);
    assert_eq!(turn_0 + turn_1, 1);
}

#[test]
fn a_panic_wakes_all_of_a_wait_of_which_one_would_be_woken() {
    let woken = woken_by(|(_, a, ..)| {
        catch_unwind(AssertUnwindSafe(|| a[0].panic_for_one_turn())).unwrap_err();
    });
    assert_eq!(woken, [0, 0, 0, 0, 0, 1, 1]);
    let by_guard = woken_by(|(_, _, _, c)| {
        catch_unwind(AssertUnwindSafe(|| {
            let _list = c[0].list();
            panic!("with the guard");
        }))
        .unwrap_err();
    });
    assert_eq!(by_guard, [1, 1, 0, 0, 0, 1, 1]);
}

#[test]
fn a_ready_wait_wakes_the_waits_that_it_names_but_not_itself() {
    let a1 = woken_by(|(_, a, ..)| {
        assert!(poll_once(&mut a[0].a1(true)).is_ready());
        assert!(a[0].is_a1(true));
    });
    assert_eq!(a1, [0, 0, 0, 0, 1, 0, 0]);
    // By a future, which is none of the waits that are pending.
    let future = woken_by(|(_, a, ..)| assert!(poll_once(&mut a[0].a2(true)).is_ready()));
    assert_eq!(future, [1, 1, 1, 1, 0, 0, 0]);
    let check = woken_by(|(_, a, ..)| assert!(a[1].is_a2(true)));
    assert_eq!(check, [1, 1, 1, 1, 0, 0, 0]);
    // By the poll of a wait that is pending: it is over, and is not woken.
    let tasks = Tasks::<1>::new();
    let poll = woken_by(|(_, a, ..)| {
        assert!(a[0].poll_a2(&mut tasks.cx(0), true).is_ready());
    });
    assert_eq!((poll, tasks.wakes()), ([1, 1, 0, 1, 0, 0, 0], [0]));
    let [a1_0, a1_1, a2_0, a2_1, b, turn_0, turn_1] = woken_by(|(_, _, b, _)| {
        assert!(b.poll_b(&mut tasks.cx(0), true).is_ready());
    });
    assert_eq!([a1_0, a1_1, a2_0, a2_1, b], [1, 1, 1, 1, 0]);
    assert_eq!((turn_0 + turn_1, tasks.wakes()), (1, [0]));
    let b_check = woken_by(|(_, _, b, _)| assert!(b.is_b(true)));
    assert_eq!(b_check[..5], [1, 1, 1, 1, 0]);
}

#[test]
fn a_pending_check_wakes_nobody() {
    let woken = woken_by(|(_, a, b, c)| {
        assert!(!a[0].is_a1(false) && !a[1].is_a2(false) && !b.is_b(false) && !c[0].is_turn());
        assert!(poll_once(&mut a[0].a2(false)).is_pending());
        assert!(poll_once(&mut c[0].turn()).is_pending());
    });
    assert_eq!(woken, [0; 7]);
}

/// A task that polls a wait which is always ready, and another wait of the same handle.
#[test]
fn a_wait_that_is_always_ready_does_not_make_its_task_spin() {
    #[derive(Default)]
    struct Clock {
        stopped: AtomicBool,
    }

    #[waitable(notifier = Stop, waiters = Hand)]
    impl Clock {
        #[notify]
        fn stop(&self) {
            self.stopped.store(true, Relaxed);
        }

        /// Wakes those that wait for a tick too.
        #[wait(tick, wakes = tick)]
        fn try_tick(&self) -> bool {
            true
        }

        #[wait(stopped, query)]
        fn is_stopped(&self) -> bool {
            self.stopped.load(Relaxed)
        }
    }

    let (stop, mut hand) = Clock::default().into_pair();
    let tasks = Tasks::<1>::new();
    for _ in 0..10 {
        assert!(hand.poll_stopped(&mut tasks.cx(0)).is_pending());
        assert!(hand.poll_tick(&mut tasks.cx(0)).is_ready());
        let mut tick = hand.tick();
        assert!(Pin::new(&mut tick).poll(&mut tasks.cx(0)).is_ready());
    }
    assert_eq!(tasks.wakes(), [0]);
    stop.stop();
    assert_eq!(tasks.wakes(), [1]);
    assert_eq!(hand.poll_stopped(&mut tasks.cx(0)), Poll::Ready(()));
}
