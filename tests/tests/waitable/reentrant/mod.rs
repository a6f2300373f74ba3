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
fn everywhere(subject: fn() -> Subject) {
    for script in SCRIPTS {
        for action in ACTIONS {
            for polls_in_wake in [false, true] {
                let mut points = 0..;
                let is_over = |at| !World::run(subject(), script, at, action, polls_in_wake);
                let passed = points.find(|at| is_over(*at));
                assert!(passed > Some(1), "the scenario passes too few points");
            }
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
