//! Wakers that act while they are cloned, woken or dropped: they poll, drop and wake tasks, notify, drop the handle, or
//! panic. On an executor that polls in its own time, and on one that polls inside `wake`.
//!
//! Each scenario runs repeatedly. In the first run, the waker acts at its first clone, wake or drop, in the second
//! run at the second, and so on, until a run reaches its end. After each run, no task that can go on is left without a
//! wake, no token is lost, no waker is leaked, and the condition is freed once.

mod subjects;
mod world;

use Action::{
    Begin, DropAll, DropOther, DropSelf, EndNotifier, Notify, Panic, PollOther, PollSelf,
    WakeOther, WakeSelf,
};
use Step::{Drop, Last, Poll, Run};
use std::env;
use subjects::Subject;
use world::{Action, Step, World};

const ACTIONS: [Action; 11] = [
    PollSelf,
    PollOther,
    Begin,
    WakeSelf,
    WakeOther,
    DropSelf,
    DropOther,
    DropAll,
    Notify,
    EndNotifier,
    Panic,
];

/// The third future begins only by [`Begin`].
const SCRIPTS: [&[Step]; 4] = [
    &[
        Poll(0),
        Poll(1),
        Poll(0),
        Step::Notify,
        Run,
        Step::Notify,
        Run,
    ],
    &[
        Poll(0),
        Poll(1),
        Step::Notify,
        Drop(0),
        Run,
        Step::Notify,
        Run,
    ],
    &[Poll(0), Step::Notify, Poll(1), Poll(0), Run, Last, Run],
    &[Poll(0), Poll(1), Poll(0), Poll(1), Last, Run],
];

/// Runs all scripts with each action at each point.
///
/// `REENTRANT_GAP` adds each second action, at each of so many points after the first one. This takes minutes.
fn everywhere(subject: fn() -> Subject) {
    let most = env::var("REENTRANT_GAP").map_or(0, |gap| {
        gap.parse().expect("`REENTRANT_GAP` must be a number")
    });
    for action in ACTIONS {
        at_each_point(subject, &[(0, action)]);
        for gap in 1..=most {
            for second in ACTIONS {
                // Two panics at once would abort.
                if (action, second) != (Panic, Panic) {
                    at_each_point(subject, &[(0, action), (gap, second)]);
                }
            }
        }
    }
}

fn at_each_point(subject: fn() -> Subject, actions: &[(usize, Action)]) {
    for script in SCRIPTS {
        for polls_in_wake in [false, true] {
            let is_over = |at| !World::run(subject(), script, at, actions, polls_in_wake);
            let passed = (0..).find(|at| is_over(*at));
            assert!(passed > Some(1), "the scenario passes too few points");
        }
    }
}

/// Makes a test of each subject.
macro_rules! everywhere {
    ($($mode:ident)+: $($subject:ident)+) => {
        everywhere! { @ [$($mode)+] $($subject)+ }
    };
    (@ $modes:tt $($subject:ident)+) => {$(
        everywhere! { @@ $subject $modes }
    )+};
    (@@ $subject:ident [$($mode:ident)+]) => {
        mod $subject {
            $(#[test]
            fn $mode() {
                super::everywhere(super::subjects::$mode::$subject::subject);
            })+
        }
    };
}

everywhere! {
    uncached cached sync_uncached sync_cached:
        a_lone_wait
        two_waits_of_lone_waiters
        many_waits_in_a_fixed_set
        many_waits_in_a_fixed_set_by_one
        many_waits_in_a_growing_set
        many_waits_in_a_growing_set_by_one
        waits_of_one_handle_by_one
        a_registrar
}
