//! A panic in a waker's clone, wake or drop leaves the `SpmcWaker` usable: nothing is leaked,
//! dropped twice or dangling, and later registrations and wakes work.
#![cfg(not(loom))]
#![forbid(unsafe_code)]

use spmc_waker_tests::raw::{Event, RegisteringSide, Task, WakingSide, split};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError},
};

/// Expects a panic that a waker made.
fn panics<R>(act: impl FnOnce() -> R) {
    let Err(panic) = catch_unwind(AssertUnwindSafe(act)) else {
        panic!("the waker's panic was not passed on");
    };
    assert_eq!(panic.downcast_ref(), Some(&"a waker's panic"));
}

/// Makes the next of these events panic.
fn panic_at(task: &Task, event: Event) {
    task.on(event, || panic!("a waker's panic"));
}

/// Both sides work, and every waker is dropped in the end.
fn assert_usable<const SYNC: bool, const CACHED: bool>(
    mut side: RegisteringSide<SYNC, CACHED>,
    waking: WakingSide<SYNC, CACHED>,
    tasks: &[Task],
) {
    for task in tasks {
        let wakes = task.wakes();
        side.register(&task.waker());
        waking.wake();
        waking.wake();
        assert_eq!(task.wakes(), wakes + 1);
    }
    drop((side, waking));
    for task in tasks {
        assert_eq!(task.owners(), 1);
    }
}

macro_rules! in_all_modes {
    ($($name:ident)+) => {$(
        #[test]
        fn $name() {
            modes::$name::<false, false>();
            modes::$name::<false, true>();
            modes::$name::<true, false>();
            modes::$name::<true, true>();
        }
    )+};
}

in_all_modes! {
    clone_in_register clone_in_replace clone_in_take
    wake wake_by_value wake_after_clear_inside drop_after_clear_inside wake_of_the_next_after_clear
    drop_in_replace drop_in_replace_by_value drop_in_register drop_in_unregister drop_in_clear
    drop_in_drop drop_of_both
}

/// In debug builds, so do overlapping calls.
#[test]
#[cfg(debug_assertions)]
fn overlap_panics() {
    let (mut side, waking) = split::<false, true>();
    let task = Task::new();
    let overlap = || spmc_waker_tests::raw::register_in_clone(&waking, &task);
    let panic = catch_unwind(AssertUnwindSafe(overlap)).unwrap_err();
    let message = panic.downcast::<&str>().expect("the message is a literal");
    assert!(
        message.contains("overlapping calls of the registering side"),
        "{message}"
    );
    assert!(message.contains("must not register in turn"), "{message}");
    // Nothing has changed, and the check is over.
    assert!(!waking.has_waker_registered());
    side.register(&task.waker());
    waking.wake();
    assert_eq!(task.wakes(), 1);
}

mod modes {
    use super::*;

    /// After a panic in clone nothing has changed.
    pub(super) fn clone_in_register<const SYNC: bool, const CACHED: bool>() {
        let (mut side, waking) = split::<SYNC, CACHED>();
        let task = Task::new();
        panic_at(&task, Event::Clone);
        panics(|| side.register(&task.waker()));
        assert!(!waking.has_waker_registered());
        assert_usable(side, waking, &[task]);
    }

    /// The earlier registration stays, wherever it lies.
    pub(super) fn clone_in_replace<const SYNC: bool, const CACHED: bool>() {
        for before in 1..=3 {
            let (mut side, waking) = split::<SYNC, CACHED>();
            let tasks = [(); 4].map(|()| Task::new());
            for task in &tasks[..before] {
                side.register(&task.waker());
            }
            panic_at(&tasks[3], Event::Clone);
            panics(|| side.register(&tasks[3].waker()));
            waking.wake();
            assert_eq!(tasks[before - 1].wakes(), 1);
            assert_usable(side, waking, &tasks);
        }
    }

    /// `take` has consumed the registration. Only a cached waker is cloned.
    pub(super) fn clone_in_take<const SYNC: bool, const CACHED: bool>() {
        if !CACHED {
            return;
        }
        let (mut side, waking) = split::<SYNC, CACHED>();
        let task = Task::new();
        side.register(&task.waker());
        panic_at(&task, Event::Clone);
        panics(|| waking.take());
        assert!(!waking.has_waker_registered());
        side.register(&task.waker());
        assert_eq!(task.clones(), 1, "the slot was released");
        assert_usable(side, waking, &[task]);
    }

    /// The registration is consumed, and the cached slot released.
    pub(super) fn wake<const SYNC: bool, const CACHED: bool>() {
        let (mut side, waking) = split::<SYNC, CACHED>();
        let task = Task::new();
        side.register(&task.waker());
        panic_at(&task, Event::Wake);
        panics(|| waking.wake());
        assert!(!waking.has_waker_registered());
        side.register(&task.waker());
        assert_eq!(task.clones(), if CACHED { 1 } else { 2 });
        assert_usable(side, waking, &[task]);
    }

    pub(super) fn wake_by_value<const SYNC: bool, const CACHED: bool>() {
        let (mut side, waking) = split::<SYNC, CACHED>();
        let tasks = [Task::new(), Task::new()];
        side.register(&tasks[0].waker());
        side.register(&tasks[1].waker());
        panic_at(&tasks[1], Event::Wake);
        panics(|| waking.wake_cold());
        assert!(!waking.has_waker_registered());
        assert_eq!(tasks[1].owners(), 1);
        assert_usable(side, waking, &tasks);
    }

    /// A wake that panics after a `clear` inside it drops the waker all the same.
    pub(super) fn wake_after_clear_inside<const SYNC: bool, const CACHED: bool>() {
        clear_inside_wake::<SYNC, CACHED>(Event::Wake);
    }

    /// So does one whose drop of the waker panics.
    pub(super) fn drop_after_clear_inside<const SYNC: bool, const CACHED: bool>() {
        clear_inside_wake::<SYNC, CACHED>(Event::Drop);
    }

    fn clear_inside_wake<const SYNC: bool, const CACHED: bool>(panics_in: Event) {
        let (side, waking) = split::<SYNC, CACHED>();
        let task = Task::new();
        let side = Arc::new(Mutex::new(side));
        side.lock().unwrap().register(&task.waker());
        let inner = Arc::clone(&side);
        task.on(Event::Wake, move || {
            inner.lock().unwrap().clear();
            assert!(panics_in != Event::Wake, "a waker's panic");
        });
        if panics_in == Event::Drop {
            panic_at(&task, Event::Drop);
        }
        panics(|| waking.wake());
        assert_eq!(task.owners(), 1);
        let side = Arc::into_inner(side).expect("the hook is gone");
        let side = side.into_inner().unwrap_or_else(PoisonError::into_inner);
        assert_usable(side, waking, &[task]);
    }

    /// A wake that comes back from a cleared waker may wake the next task. When that panics, the
    /// cleared waker is dropped all the same.
    pub(super) fn wake_of_the_next_after_clear<const SYNC: bool, const CACHED: bool>() {
        let (side, waking) = split::<SYNC, CACHED>();
        let [task, next] = [Task::new(), Task::new()];
        let next = Arc::new(next);
        let side = Arc::new(Mutex::new(side));
        side.lock().unwrap().register(&task.waker());
        let (inner, registered) = (Arc::clone(&side), Arc::clone(&next));
        task.on(Event::Wake, move || {
            let mut side = inner.lock().unwrap();
            side.clear();
            side.register(&registered.waker());
        });
        panic_at(&next, Event::Wake);
        if CACHED {
            panics(|| waking.wake());
        } else {
            waking.wake();
            panics(|| waking.wake());
        }
        assert_eq!((task.owners(), next.wakes(), next.owners()), (1, 1, 1));
        let side = Arc::into_inner(side).expect("the hook is gone");
        let side = side.into_inner().unwrap_or_else(PoisonError::into_inner);
        let next = Arc::into_inner(next).expect("the hook is gone");
        assert_usable(side, waking, &[task, next]);
    }

    /// The new waker is registered before the old one is dropped.
    pub(super) fn drop_in_replace<const SYNC: bool, const CACHED: bool>() {
        drop_in_replace_after::<SYNC, CACHED, 1>();
    }

    pub(super) fn drop_in_replace_by_value<const SYNC: bool, const CACHED: bool>() {
        drop_in_replace_after::<SYNC, CACHED, 2>();
    }

    fn drop_in_replace_after<const SYNC: bool, const CACHED: bool, const N: usize>() {
        let (mut side, waking) = split::<SYNC, CACHED>();
        let tasks = [(); 3].map(|()| Task::new());
        for task in &tasks[..N] {
            side.register(&task.waker());
        }
        panic_at(&tasks[N - 1], Event::Drop);
        panics(|| side.register(&tasks[2].waker()));
        assert_eq!(tasks[N - 1].owners(), 1);
        waking.wake();
        assert_eq!(tasks[2].wakes(), 1);
        assert_usable(side, waking, &tasks);
    }

    /// The same for a cached waker that is not registered.
    pub(super) fn drop_in_register<const SYNC: bool, const CACHED: bool>() {
        if !CACHED {
            return;
        }
        let (mut side, waking) = split::<SYNC, CACHED>();
        let tasks = [Task::new(), Task::new()];
        side.register(&tasks[0].waker());
        waking.wake();
        panic_at(&tasks[0], Event::Drop);
        panics(|| side.register(&tasks[1].waker()));
        waking.wake();
        assert_eq!(tasks[1].wakes(), 1);
        assert_usable(side, waking, &tasks);
    }

    /// Nothing is registered afterwards. `unregister` drops what is registered by value.
    pub(super) fn drop_in_unregister<const SYNC: bool, const CACHED: bool>() {
        let (mut side, waking) = split::<SYNC, CACHED>();
        let tasks = [Task::new(), Task::new()];
        side.register(&tasks[0].waker());
        side.register(&tasks[1].waker());
        panic_at(&tasks[1], Event::Drop);
        panics(|| side.unregister());
        assert!(!waking.has_waker_registered());
        assert_usable(side, waking, &tasks);
    }

    pub(super) fn drop_in_clear<const SYNC: bool, const CACHED: bool>() {
        let (mut side, waking) = split::<SYNC, CACHED>();
        let tasks = [Task::new()];
        side.register(&tasks[0].waker());
        panic_at(&tasks[0], Event::Drop);
        panics(|| side.clear());
        assert!(!waking.has_waker_registered());
        assert_eq!(tasks[0].owners(), 1);
        assert_usable(side, waking, &tasks);
    }

    pub(super) fn drop_in_drop<const SYNC: bool, const CACHED: bool>() {
        let (mut side, waking) = split::<SYNC, CACHED>();
        let task = Task::new();
        side.register(&task.waker());
        panic_at(&task, Event::Drop);
        panics(|| drop((side, waking)));
        assert_eq!(task.owners(), 1);
    }

    /// While a wake is inside the cached waker, another one is registered by value: both slots are
    /// full. A panic in the drop of either leaves none behind.
    pub(super) fn drop_of_both<const SYNC: bool, const CACHED: bool>() {
        for panicking in [0, 1] {
            let (side, waking) = split::<SYNC, CACHED>();
            let tasks = [Task::new(), Task::new()];
            let probes = [tasks[0].probe(), tasks[1].probe()];
            let side = Arc::new(Mutex::new(side));
            let [cached, by_value] = tasks;
            side.lock().unwrap().register(&cached.waker());
            let inner = side.clone();
            cached.on(Event::Wake, move || {
                inner.lock().unwrap().register(&by_value.waker());
            });
            waking.wake();
            drop(cached);
            assert_eq!(probes[1].owners(), 1);
            if probes[panicking].owners() == 1 {
                probes[panicking].on(Event::Drop, || panic!("a waker's panic"));
                panics(|| drop((side, waking)));
            } else {
                drop((side, waking));
            }
            assert_eq!((probes[0].owners(), probes[1].owners()), (0, 0));
        }
    }
}
