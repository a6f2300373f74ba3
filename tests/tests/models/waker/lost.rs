//! No wakeup is lost: a task that found its condition false is notified when it becomes true.

use crate::waker::tasks;
use spmc_waker_tests::{
    facade::{AtomicUsize, Racer, condition_ordering, race},
    raw::{RegisteringSide, Task, WakingSide, split},
};
use std::sync::Arc;

/// A step of the registering side.
enum Step {
    /// The task with this index polls.
    Poll(usize),
    Clear,
    Unregister,
}
use Step::{Clear, Poll, Unregister};

/// The way in which a thread wakes.
#[derive(Clone, Copy)]
enum Way {
    Wake,
    IfRegistered,
    Take,
}

/// First, the tasks in `before` register, one after the other. Then each waking thread makes its share of the
/// condition true and wakes, while the registering side runs its steps.
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
                    // An executor does the same before it polls.
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
    /// Only one poll: a second one would execute a fence that the first should have executed.
    one_wake_is_not_lost: [], [Poll(0)], [Way::Wake];
    two_wakes_are_not_lost: [], [Poll(0), Poll(0)], [Way::Wake, Way::Wake];
    three_wakes_are_not_lost: [], [Poll(0)], [Way::Wake, Way::Wake, Way::Wake];
    three_polls_lose_no_wakeup: [], [Poll(0), Poll(0), Poll(0)], [Way::Wake, Way::Wake];
    changing_tasks_lose_no_wakeup: [], [Poll(0), Poll(1), Poll(0)], [Way::Wake, Way::Wake];
    /// The poll replaces a registration that the wakes may consume at the same time.
    moved_registrations_lose_no_wakeup: [0], [Poll(1)], [Way::Wake, Way::Wake];
    moved_registrations_by_value_lose_no_wakeup: [0, 1], [Poll(0)], [Way::Wake, Way::Wake];
    /// A wake may lose its first claim to the first move, and its second claim to the second move.
    moved_twice_a_registration_loses_no_wakeup: [0], [Poll(1), Poll(0)], [Way::Wake];
    over_a_registration_polls_lose_no_wakeup: [0], [Poll(1), Poll(0)], [Way::Wake, Way::Wake];
    over_a_registration_by_value_polls_lose_no_wakeup: [0, 1], [Poll(0), Poll(1)], [Way::Wake, Way::Wake];
    /// The task is registered already, and its poll discards a notification. If the wake behind that notification
    /// consumed the registration, the poll must not read an outdated state that says it is still registered.
    already_registered_a_task_loses_no_wakeup: [0], [Poll(0)], [Way::Wake, Way::Wake];
    already_registered_by_value_a_task_loses_no_wakeup: [0, 1], [Poll(1)], [Way::Wake, Way::Wake];
    if_registered_a_wake_is_not_lost: [0], [Poll(0)], [Way::IfRegistered, Way::Wake];
    take_loses_no_wakeup: [0], [Poll(0)], [Way::Take, Way::Wake];
    unregister_loses_no_wakeup: [0], [Unregister, Poll(0)], [Way::Wake, Way::Wake];
    /// One wake may be inside the first task's waker, so that `clear` leaves the waker to that wake. The next
    /// registration must still see the change that another wake announced in the meantime.
    clear_loses_no_wakeup: [0], [Clear, Poll(1)], [Way::Wake, Way::Wake];
}
