//! No wakeup is lost: a task that found its condition false is notified once it is true.

use crate::waker::tasks;
use spmc_waker_tests::{
    facade::{AtomicUsize, Racer, condition_ordering, race},
    raw::{RegisteringSide, Task, WakingSide, split},
};
use std::sync::Arc;

/// What the registering side does.
enum Step {
    /// The task with this number polls.
    Poll(usize),
    Clear,
    Unregister,
}
use Step::{Clear, Poll, Unregister};

/// How a waking thread wakes.
#[derive(Clone, Copy)]
enum Way {
    Wake,
    IfRegistered,
    Take,
}

/// The tasks in `before` register, one after the other. Then threads make their share of the
/// condition true and wake, while the registering side goes through its steps.
struct Scenario {
    before: &'static [usize],
    steps: &'static [Step],
    wakers: &'static [Way],
}

impl Scenario {
    fn run<const SYNC: bool, const CACHED: bool>(&self) {
        let (mut side, waking) = split::<SYNC, CACHED>();
        let tasks = tasks::<2>();
        for task in self.before {
            side.register(&tasks[*task].waker());
        }
        let done = Arc::new(AtomicUsize::new(0));
        let racers = self.wakers.iter().map(|way| notifier(*way, &waking, &done));
        let last = race(racers, || self.wait(&mut side, &tasks, &done));
        if let Some(last) = last {
            assert!(tasks[last].is_notified(), "a wakeup is lost");
        }
        drop((side, waking));
        assert!(
            tasks.iter().all(|task| task.owners() == 1),
            "a waker is leaked"
        );
    }

    /// Returns the task that polled last, unless the condition held.
    fn wait<const SYNC: bool, const CACHED: bool>(
        &self,
        side: &mut RegisteringSide<SYNC, CACHED>,
        tasks: &[Task],
        done: &AtomicUsize,
    ) -> Option<usize> {
        let mut last = None;
        for step in self.steps {
            match step {
                Poll(task) => {
                    let check = || done.load(condition_ordering(SYNC)) == self.wakers.len();
                    // As an executor does before it polls.
                    tasks[*task].discard();
                    if side
                        .poll_wait_until(&tasks[*task].waker(), check)
                        .is_ready()
                    {
                        return None;
                    }
                    last = Some(*task);
                }
                Clear => side.clear(),
                Unregister => _ = side.unregister(),
            }
        }
        last
    }
}

fn notifier<const SYNC: bool, const CACHED: bool>(
    way: Way,
    waking: &WakingSide<SYNC, CACHED>,
    done: &Arc<AtomicUsize>,
) -> Racer {
    let (waking, done) = (waking.clone(), done.clone());
    Box::new(move || {
        done.fetch_add(1, condition_ordering(SYNC));
        match way {
            Way::Wake => waking.wake(),
            Way::IfRegistered => {
                if waking.has_waker_registered() {
                    waking.wake();
                }
            }
            Way::Take => {
                if let Some(waker) = waking.take() {
                    waker.wake();
                }
            }
        }
    })
}

macro_rules! scenarios {
    ($($(#[$doc:meta])* $name:ident: $before:expr, $steps:expr, $wakers:expr;)+) => {
        $(
            $(#[$doc])*
            fn $name<const SYNC: bool, const CACHED: bool>() {
                Scenario { before: &$before, steps: &$steps, wakers: &$wakers }.run::<SYNC, CACHED>();
            }
        )+
        tests! { all_modes: $($name)+ }
    };
}

scenarios! {
    /// One poll: a second one would have a fence that the first should have had.
    one_wake_is_not_lost: [], [Poll(0)], [Way::Wake];
    two_wakes_are_not_lost: [], [Poll(0), Poll(0)], [Way::Wake, Way::Wake];
    three_wakes_are_not_lost: [], [Poll(0)], [Way::Wake, Way::Wake, Way::Wake];
    three_polls_lose_no_wakeup: [], [Poll(0), Poll(0), Poll(0)], [Way::Wake, Way::Wake];
    changing_tasks_lose_no_wakeup: [], [Poll(0), Poll(1), Poll(0)], [Way::Wake, Way::Wake];
    /// The first poll registers over a registration that the wakes may consume just then.
    moved_registrations_lose_no_wakeup: [0], [Poll(1)], [Way::Wake, Way::Wake];
    moved_registrations_by_value_lose_no_wakeup: [0, 1], [Poll(0)], [Way::Wake, Way::Wake];
    /// A wake may lose its first claim to the first move, and its second claim to the second move.
    moved_twice_a_registration_loses_no_wakeup: [0], [Poll(1), Poll(0)], [Way::Wake];
    over_a_registration_polls_lose_no_wakeup: [0], [Poll(1), Poll(0)], [Way::Wake, Way::Wake];
    over_a_registration_by_value_polls_lose_no_wakeup: [0, 1], [Poll(0), Poll(1)], [Way::Wake, Way::Wake];
    /// The task is registered already. Its poll must not take that from an outdated state, when the
    /// notification that it discards came from the wake that consumed the registration.
    already_registered_a_task_loses_no_wakeup: [0], [Poll(0)], [Way::Wake, Way::Wake];
    already_registered_by_value_a_task_loses_no_wakeup: [0, 1], [Poll(1)], [Way::Wake, Way::Wake];
    if_registered_a_wake_is_not_lost: [0], [Poll(0)], [Way::IfRegistered, Way::Wake];
    take_loses_no_wakeup: [0], [Poll(0)], [Way::Take, Way::Wake];
    unregister_loses_no_wakeup: [0], [Unregister, Poll(0)], [Way::Wake, Way::Wake];
    /// One wake may be inside the first task's waker, so that `clear` leaves it to others. That
    /// must not hide from the registration what another wake announced meanwhile.
    clear_loses_no_wakeup: [0], [Clear, Poll(1)], [Way::Wake, Way::Wake];
}
