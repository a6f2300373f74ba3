//! The contract of `SpmcWaker`, line by line, in one thread.

use spmc_waker::SpmcWaker;
use spmc_waker_tests::raw::{Task, split};
use std::{
    panic::{RefUnwindSafe, UnwindSafe},
    task::Poll,
};

in_all_modes! {
    all_calls_do_nothing_while_nobody_is_registered
    a_registration_is_woken_once
    the_last_registration_is_woken
    registering_the_same_waker_clones_nothing
    take_consumes_the_registration
    take_cold_consumes_the_registration
    unregister_keeps_the_cached_waker
    clears_what_is_registered_and_cached
    a_drop_drops_each_waker_once
    a_ready_poll_registers_nothing
    a_ready_second_check_removes_the_registration
    a_ready_second_check_keeps_an_earlier_registration
    a_task_can_register_inside_its_wake
}

fn all_calls_do_nothing_while_nobody_is_registered<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    waking.wake();
    waking.wake_cold();
    assert!(waking.take().is_none());
    assert!(waking.take_cold().is_none());
    assert!(!waking.has_waker_registered());
    assert!(!side.unregister());
    side.clear();
    assert_eq!(format!("{waking:?}"), "SpmcWaker { registered: false, .. }");
}

/// One wake consumes a registration. A cold wake does, too.
fn a_registration_is_woken_once<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let task = Task::new();
    for wakes in [1, 2, 3] {
        assert!(side.register(&task.waker()));
        assert!(waking.has_waker_registered());
        assert_eq!(format!("{waking:?}"), "SpmcWaker { registered: true, .. }");
        if wakes == 2 {
            waking.wake_cold();
        } else {
            waking.wake();
        }
        assert!(!waking.has_waker_registered());
        waking.wake();
        waking.wake_cold();
        assert_eq!(task.wakes(), wakes);
    }
    assert_eq!(task.clones(), if CACHED { 1 } else { 3 });
    assert_eq!(task.owners(), if CACHED { 2 } else { 1 });
}

/// The last of several registrations counts, whichever slots the earlier ones use.
fn the_last_registration_is_woken<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let tasks = [(); 5].map(|()| Task::new());
    for count in 1..=tasks.len() {
        for task in &tasks[..count] {
            assert!(side.register(&task.waker()));
        }
        let owners: usize = tasks.iter().map(|task| task.owners() - 1).sum();
        assert!(owners <= 2, "replaced wakers must be dropped");
        assert_eq!(tasks[count - 1].owners(), 2);
        waking.wake();
        waking.wake();
        assert_eq!(
            tasks[count - 1].wakes(),
            1,
            "the last task is woken, for the first time"
        );
    }
    drop((side, waking));
    assert!(tasks.iter().all(|task| task.owners() == 1));
}

/// This is also true for a waker in the transient slot.
fn registering_the_same_waker_clones_nothing<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [first, second] = [Task::new(), Task::new()];
    for task in [&first, &second] {
        for _ in 0..3 {
            assert!(side.register(&task.waker()));
        }
        assert_eq!((task.clones(), task.owners()), (1, 2));
    }
    waking.wake();
    assert_eq!((first.wakes(), second.wakes()), (0, 1));
}

/// The waker that `take` returns is an owner of its own.
fn take_consumes_the_registration<const SYNC: bool, const CACHED: bool>() {
    take_by::<SYNC, CACHED>(SpmcWaker::take);
}

fn take_cold_consumes_the_registration<const SYNC: bool, const CACHED: bool>() {
    take_by::<SYNC, CACHED>(SpmcWaker::take_cold);
}

fn take_by<const SYNC: bool, const CACHED: bool>(
    take: fn(&SpmcWaker<SYNC, CACHED>) -> Option<std::task::Waker>,
) {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let task = Task::new();
    side.register(&task.waker());
    let taken = take(&waking).expect("a waker is registered");
    assert!(take(&waking).is_none() && !waking.has_waker_registered());
    assert!(taken.will_wake(&task.waker()));
    assert_eq!(task.wakes(), 0);
    side.clear();
    drop((side, waking));
    assert_eq!(task.owners(), 2);
    taken.wake();
    assert_eq!((task.wakes(), task.owners()), (1, 1));
}

/// `unregister` also returns whether it removed anything.
fn unregister_keeps_the_cached_waker<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [first, second] = [Task::new(), Task::new()];
    side.register(&first.waker());
    assert!(side.unregister() && !side.unregister());
    waking.wake();
    assert_eq!(
        (first.wakes(), first.owners()),
        (0, if CACHED { 2 } else { 1 })
    );

    side.register(&first.waker());
    assert_eq!(first.clones(), if CACHED { 1 } else { 2 });
    side.register(&second.waker());
    assert!(side.unregister());
    assert_eq!((first.owners(), second.owners()), (1, 1));

    side.register(&second.waker());
    waking.wake();
    assert!(!side.unregister());
    assert_eq!((first.wakes(), second.wakes()), (0, 1));
}

/// `clear` drops a registered waker, and also a waker that is only cached.
fn clears_what_is_registered_and_cached<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let [first, second] = [Task::new(), Task::new()];
    side.register(&first.waker());
    side.clear();
    assert_eq!(first.owners(), 1);
    waking.wake();
    assert_eq!(first.wakes(), 0);

    side.register(&first.waker());
    waking.wake();
    side.clear();
    assert_eq!((first.owners(), first.wakes()), (1, 1));

    side.register(&first.waker());
    side.register(&second.waker());
    side.clear();
    side.clear();
    assert_eq!((first.owners(), second.owners()), (1, 1));
    side.register(&second.waker());
    waking.wake();
    assert_eq!(second.wakes(), 1);
}

/// The drop of the `SpmcWaker` drops each waker in it once, registered or not.
fn a_drop_drops_each_waker_once<const SYNC: bool, const CACHED: bool>() {
    for count in 0..=3 {
        for wake in [false, true] {
            let (mut side, waking) = split::<SYNC, CACHED>();
            let tasks = [(); 3].map(|()| Task::new());
            for task in &tasks[..count] {
                side.register(&task.waker());
            }
            if wake {
                waking.wake();
            }
            drop((side, waking));
            assert!(tasks.iter().all(|task| task.owners() == 1));
        }
    }
}

/// A check may return each of the three types. If the first check is ready, nothing is registered.
fn a_ready_poll_registers_nothing<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let task = Task::new();
    assert_eq!(
        side.poll_wait_until(&task.waker(), || true),
        Poll::Ready(())
    );
    assert_eq!(
        side.poll_wait_until(&task.waker(), || Some(1)),
        Poll::Ready(1)
    );
    assert_eq!(
        side.poll_wait_until(&task.waker(), || Poll::Ready(1)),
        Poll::Ready(1)
    );
    assert_eq!(task.clones(), 0);

    assert_eq!(side.poll_wait_until(&task.waker(), || false), Poll::Pending);
    assert_eq!(
        side.poll_wait_until(&task.waker(), || None::<u8>),
        Poll::Pending
    );
    assert_eq!(
        side.poll_wait_until(&task.waker(), || Poll::<u8>::Pending),
        Poll::Pending
    );
    assert_eq!(task.clones(), 1);
    waking.wake();
    assert_eq!(task.wakes(), 1);
}

fn a_ready_second_check_removes_the_registration<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let task = Task::new();
    let mut checks = 0;
    let second = || {
        checks += 1;
        assert_eq!(waking.has_waker_registered(), checks == 2);
        (checks == 2).then_some(checks)
    };
    assert_eq!(side.poll_wait_until(&task.waker(), second), Poll::Ready(2));
    assert!(!waking.has_waker_registered());
    waking.wake();
    assert_eq!(task.wakes(), 0);
}

/// Another wait of the same task may rely on a registration that is older than this poll.
fn a_ready_second_check_keeps_an_earlier_registration<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let task = Task::new();
    for wakes in [1, 2] {
        assert!(side.poll_wait_until(&task.waker(), || false).is_pending());
        let mut checks = 0;
        let second = || {
            checks += 1;
            checks == 2
        };
        assert!(side.poll_wait_until(&task.waker(), second).is_ready());
        assert!(waking.has_waker_registered());
        waking.wake();
        assert_eq!(task.wakes(), wakes);
    }
}

/// An executor may poll the task inside its wake.
fn a_task_can_register_inside_its_wake<const SYNC: bool, const CACHED: bool>() {
    use spmc_waker_tests::raw::Event;
    use std::sync::{Arc, Mutex};

    let (side, waking) = split::<SYNC, CACHED>();
    let side = Arc::new(Mutex::new(side));
    let task = Arc::new(Task::new());
    side.lock().unwrap().register(&task.waker());
    let (inner_side, inner_task) = (side.clone(), task.clone());
    task.on(Event::Wake, move || {
        inner_side.lock().unwrap().register(&inner_task.waker());
    });
    waking.wake();
    assert!(waking.has_waker_registered());
    waking.wake();
    assert_eq!(task.wakes(), 2);
    drop((side, waking));
    assert_eq!(task.owners(), 1);
}

#[test]
fn wakers_can_be_statics() {
    static WAKER: SpmcWaker = SpmcWaker::new();
    static SYNC: SpmcWaker<true, false> = SpmcWaker::new();
    WAKER.wake();
    SYNC.wake();
    assert!(!WAKER.has_waker_registered());
}

#[test]
fn wakers_of_every_mode_have_the_auto_traits_and_are_free_at_first() {
    fn assert_all<
        T: Default + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + std::fmt::Debug,
    >() {
    }
    assert_all::<SpmcWaker>();
    assert_all::<SpmcWaker<false, false>>();
    assert_all::<SpmcWaker<true, true>>();
    assert_all::<SpmcWaker<true, false>>();
    let waker: SpmcWaker<false, true> = SpmcWaker::default();
    assert!(!waker.has_waker_registered());
}
