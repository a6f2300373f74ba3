//! A panic in a waker's clone, wake or drop leaves the `SpmcWaker` usable. Nothing is leaked, dropped twice or
//! left dangling, and later registrations and wakes work.

use spmc_waker_tests::raw::{Event, RegisteringSide, Task, WakingSide};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Expects a waker's panic.
fn panics<R>(act: impl FnOnce() -> R) {
    let Err(panic) = catch_unwind(AssertUnwindSafe(act)) else {
        panic!("the waker's panic was not passed on");
    };
    assert_eq!(panic.downcast_ref(), Some(&"a waker's panic"));
}

/// Makes the next event of this kind panic.
fn panic_at(task: &Task, event: Event) {
    task.on(event, || panic!("a waker's panic"));
}

/// Expects that both sides work, and that every waker is dropped in the end.
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

/// Makes a test of each scenario of a module, in all four modes.
macro_rules! in_all_modes {
    ($($name:ident)+) => {$(
        mod $name {
            #[test]
            fn in_all_modes() {
                super::$name::<false, false>();
                super::$name::<false, true>();
                super::$name::<true, false>();
                super::$name::<true, true>();
            }
        }
    )+};
}

mod registering;
mod waking;

#[test]
#[cfg(debug_assertions)]
fn overlapping_calls_panic_in_debug_builds() {
    let (mut side, waking) = spmc_waker_tests::raw::split::<false, true>();
    let task = Task::new();
    let overlap = || spmc_waker_tests::raw::register_in_clone(&waking, &task);
    let panic = catch_unwind(AssertUnwindSafe(overlap)).unwrap_err();
    let message = panic.downcast::<&str>().expect("the message is a literal");
    assert!(
        message.contains("overlapping calls of the registering side"),
        "{message}"
    );
    assert!(message.contains("must not register in turn"), "{message}");
    // Nothing has changed, and the next call is not taken for an overlapping one.
    assert!(!waking.has_waker_registered());
    side.register(&task.waker());
    waking.wake();
    assert_eq!(task.wakes(), 1);
}
