//! A wake is paused inside `wake_by_ref` while the registering side continues. The waker in use must stay until the
//! wake ends, and no longer.

use spmc_waker_tests::raw::{Event, Probe, RegisteringSide, Task, WakingSide, split};
use spmc_waker_tests::time_limit::{join, recv};
use std::{
    sync::{Arc, Mutex, mpsc},
    thread,
};

/// The state of a test while the wake is paused.
struct Paused<const SYNC: bool> {
    side: RegisteringSide<SYNC, true>,
    waking: WakingSide<SYNC, true>,
    /// The task that is being woken. Only the `SpmcWaker` owns it.
    inside: Probe,
}

/// Pauses a wake while `during` runs, and then lets the wake end.
fn pause<const SYNC: bool>(during: impl FnOnce(&mut Paused<SYNC>)) -> Paused<SYNC> {
    let (mut side, waking) = split::<SYNC, true>();
    let task = Task::new();
    let inside = task.probe();
    side.register(&task.waker());
    drop(task);

    let (entered, wait_entered) = mpsc::channel();
    let (resume, wait_resume) = mpsc::channel::<()>();
    inside.on(Event::Wake, move || {
        entered.send(()).unwrap();
        // This ends when the sender is dropped, even if the test panics.
        let _ = wait_resume.recv();
    });
    let thread = thread::spawn({
        let waking = waking.clone();
        move || waking.wake()
    });
    recv(&wait_entered);
    let mut paused = Paused {
        side,
        waking,
        inside,
    };
    during(&mut paused);
    assert_eq!(
        paused.inside.owners(),
        1,
        "a waker is dropped while a wake is inside it"
    );
    drop(resume);
    join(thread);
    assert_eq!(paused.inside.wakes(), 1);
    paused
}

macro_rules! with_and_without_sync {
    ($($name:ident)+) => {$(
        mod $name {
            #[test]
            fn plain() {
                super::$name::<false>();
            }
            #[test]
            fn sync() {
                super::$name::<true>();
            }
        }
    )+};
}

with_and_without_sync! {
    a_waker_in_use_stays_while_others_register
    a_task_registers_again_while_it_is_woken
    a_woken_registration_cannot_be_removed
    the_wake_frees_the_cleared_waker
    the_slot_of_a_freed_waker_serves_again
    dropping_all_after_the_wake_drops_nothing_twice
    clearing_again_drops_nothing_twice
    a_take_frees_the_cleared_waker
    the_wake_frees_the_cleared_waker_and_wakes_the_next_task
    the_wake_frees_the_cleared_waker_and_wakes_the_last_of_several
    the_wake_frees_the_cleared_waker_when_the_next_task_registers_twice
    other_wakes_leave_the_cleared_waker_to_the_paused_one
    a_task_that_is_cleared_as_well_is_not_woken
    a_task_that_has_unregistered_is_not_woken
    a_take_frees_the_cleared_waker_and_wakes_the_next_task
    a_registration_made_in_the_spurious_wake_stays
}

/// Other tasks may register in the meantime, and are woken.
fn a_waker_in_use_stays_while_others_register<const SYNC: bool>() {
    let others = [(); 3].map(|()| Task::new());
    let Paused {
        mut side,
        waking,
        inside,
    } = pause::<SYNC>(|paused| {
        for other in &others {
            paused.side.register(&other.waker());
            assert_eq!(other.owners(), 2);
        }
        assert_eq!(
            others[0].owners() + others[1].owners(),
            2,
            "the replaced wakers are dropped"
        );
        paused.waking.wake();
        assert_eq!(others.each_ref().map(|other| other.wakes()), [0, 0, 1]);
        // Register by value once more.
        paused.side.register(&others[0].waker());
        assert!(paused.side.unregister());
        paused.side.register(&others[1].waker());
    });
    assert_eq!(inside.owners(), 1, "the waker stays cached");
    waking.wake();
    assert_eq!(others[1].wakes(), 1);
    // The slot is free again, so this registration displaces the cached waker.
    side.register(&others[0].waker());
    assert_eq!(inside.owners(), 0);
}

/// The task itself may register in the meantime. (Its waker comes from the wake's own clone.)
fn a_task_registers_again_while_it_is_woken<const SYNC: bool>() {
    let (mut side, waking) = split::<SYNC, true>();
    let task = Task::new();
    side.register(&task.waker());
    let (entered, wait_entered) = mpsc::channel();
    let (resume, wait_resume) = mpsc::channel::<()>();
    task.on(Event::Wake, move || {
        entered.send(()).unwrap();
        let _ = wait_resume.recv();
    });
    thread::scope(|scope| {
        scope.spawn(|| waking.wake());
        recv(&wait_entered);
        assert!(side.register(&task.waker()));
        assert!(side.register(&task.waker()));
        assert_eq!(task.clones(), 2);
        waking.wake();
        assert_eq!((task.wakes(), task.owners()), (2, 2));
        drop(resume);
    });
    side.register(&task.waker());
    assert_eq!(task.clones(), 2, "the cached waker is reused");
    drop((side, waking));
    assert_eq!(task.owners(), 1);
}

/// The wake has consumed the registration, so there is nothing to remove.
fn a_woken_registration_cannot_be_removed<const SYNC: bool>() {
    let paused = pause::<SYNC>(|paused| assert!(!paused.side.unregister()));
    let inside = paused.inside.clone();
    drop(paused);
    assert_eq!(inside.owners(), 0);
}

/// `clear` leaves the waker to the wake, which drops it when it comes back.
fn the_wake_frees_the_cleared_waker<const SYNC: bool>() {
    let Paused { waking, inside, .. } = pause::<SYNC>(|paused| paused.side.clear());
    assert_eq!(inside.owners(), 0);
    waking.wake();
    assert!(waking.take().is_none());
    assert_eq!(inside.wakes(), 1);
}

/// A later registration finds the words of the dropped waker, and replaces them.
fn the_slot_of_a_freed_waker_serves_again<const SYNC: bool>() {
    let Paused {
        mut side,
        waking,
        inside,
    } = pause::<SYNC>(|paused| paused.side.clear());
    assert_eq!(inside.owners(), 0);
    let other = Task::new();
    for wakes in 1..=3 {
        side.register(&other.waker());
        waking.wake();
        assert_eq!((other.wakes(), other.clones()), (wakes, 1));
    }
    side.clear();
    assert_eq!(other.owners(), 1);
}

/// The drop of the `SpmcWaker` finds the words of the dropped waker.
fn dropping_all_after_the_wake_drops_nothing_twice<const SYNC: bool>() {
    let paused = pause::<SYNC>(|paused| paused.side.clear());
    let inside = paused.inside.clone();
    drop(paused);
    assert_eq!(inside.owners(), 0);
}

/// One more `clear` runs before the wake comes back, and another one afterwards.
fn clearing_again_drops_nothing_twice<const SYNC: bool>() {
    let mut paused = pause::<SYNC>(|paused| {
        paused.side.clear();
        paused.side.clear();
    });
    assert_eq!(paused.inside.owners(), 0);
    paused.side.clear();
}

/// A `take` that is inside the cached waker's clone drops the waker, too.
fn a_take_frees_the_cleared_waker<const SYNC: bool>() {
    let (mut side, waking) = split::<SYNC, true>();
    let task = Task::new();
    side.register(&task.waker());
    let side = Arc::new(Mutex::new(side));
    let inner = Arc::clone(&side);
    task.on(Event::Clone, move || inner.lock().unwrap().clear());
    let taken = waking.take();
    assert_eq!(task.owners(), 2, "the task and the taken waker");
    drop(taken);
    assert_eq!(task.owners(), 1);
}

/// Another task registers before the wake ends. The wake needs that registration to free the cleared waker, so it
/// wakes the other task spuriously.
fn the_wake_frees_the_cleared_waker_and_wakes_the_next_task<const SYNC: bool>() {
    let other = Task::new();
    let Paused {
        mut side,
        waking,
        inside,
    } = pause::<SYNC>(|paused| {
        paused.side.clear();
        paused.side.register(&other.waker());
    });
    assert_eq!((inside.owners(), other.wakes(), other.owners()), (0, 1, 1));
    assert!(!waking.has_waker_registered());
    // The task polls again, and is woken when it should be.
    side.register(&other.waker());
    waking.wake();
    assert_eq!((other.wakes(), other.clones()), (2, 2));
    drop((side, waking));
    assert_eq!(other.owners(), 1);
}

/// The same, when that task has replaced another one in the meantime.
fn the_wake_frees_the_cleared_waker_and_wakes_the_last_of_several<const SYNC: bool>() {
    let [second, third] = [Task::new(), Task::new()];
    let Paused { waking, inside, .. } = pause::<SYNC>(|paused| {
        paused.side.clear();
        paused.side.register(&second.waker());
        paused.side.register(&third.waker());
        assert_eq!((second.owners(), third.owners()), (1, 2));
        paused.side.register(&second.waker());
    });
    assert_eq!((inside.owners(), second.owners()), (0, 1));
    assert_eq!((second.wakes(), third.wakes()), (1, 0));
    assert!(!waking.has_waker_registered());
}

/// The same, when that task has registered twice.
fn the_wake_frees_the_cleared_waker_when_the_next_task_registers_twice<const SYNC: bool>() {
    let other = Task::new();
    let Paused { inside, .. } = pause::<SYNC>(|paused| {
        paused.side.clear();
        paused.side.register(&other.waker());
        paused.side.register(&other.waker());
        assert_eq!(other.owners(), 2);
    });
    assert_eq!((inside.owners(), other.wakes(), other.owners()), (0, 1, 1));
}

/// The same, when that task is cleared, too, and a third task registers.
fn a_task_that_is_cleared_as_well_is_not_woken<const SYNC: bool>() {
    let [second, third] = [Task::new(), Task::new()];
    let Paused { inside, .. } = pause::<SYNC>(|paused| {
        paused.side.clear();
        paused.side.register(&second.waker());
        paused.side.clear();
        assert_eq!(second.owners(), 1);
        paused.side.register(&third.waker());
    });
    assert_eq!((inside.owners(), second.wakes(), third.wakes()), (0, 0, 1));
    assert_eq!(third.owners(), 1);
}

/// The task has unregistered by the time the wake ends.
fn a_task_that_has_unregistered_is_not_woken<const SYNC: bool>() {
    let other = Task::new();
    let Paused { inside, .. } = pause::<SYNC>(|paused| {
        paused.side.clear();
        paused.side.register(&other.waker());
        assert!(paused.side.unregister());
    });
    assert_eq!((inside.owners(), other.wakes(), other.owners()), (0, 0, 1));
}

/// A `take` that is inside the cached waker's clone behaves like a wake.
fn a_take_frees_the_cleared_waker_and_wakes_the_next_task<const SYNC: bool>() {
    let (mut side, waking) = split::<SYNC, true>();
    let [task, other] = [Task::new(), Task::new()];
    let other = Arc::new(other);
    side.register(&task.waker());
    let side = Arc::new(Mutex::new(side));
    let (inner, registered) = (Arc::clone(&side), Arc::clone(&other));
    task.on(Event::Clone, move || {
        let mut side = inner.lock().unwrap();
        side.clear();
        side.register(&registered.waker());
    });
    let taken = waking.take();
    assert_eq!(task.owners(), 2, "the task and the taken waker");
    assert_eq!((other.wakes(), other.owners()), (1, 1));
    assert!(taken.is_some_and(|waker| waker.will_wake(&task.waker())));
    assert_eq!(task.owners(), 1);
}

/// The task may poll inside the spurious wake. Its registration replaces the cleared waker.
fn a_registration_made_in_the_spurious_wake_stays<const SYNC: bool>() {
    let (mut side, waking) = split::<SYNC, true>();
    let [task, other] = [Task::new(), Task::new()];
    let other = Arc::new(other);
    side.register(&task.waker());
    let side = Arc::new(Mutex::new(side));
    let (in_task, in_other) = (Arc::clone(&side), Arc::clone(&side));
    let (first, again) = (Arc::clone(&other), Arc::clone(&other));
    other.on(Event::Wake, move || {
        in_other.lock().unwrap().register(&again.waker());
    });
    task.on(Event::Wake, move || {
        let mut side = in_task.lock().unwrap();
        side.clear();
        side.register(&first.waker());
    });
    waking.wake();
    assert_eq!((task.owners(), other.wakes(), other.owners()), (1, 1, 2));
    assert!(waking.has_waker_registered());
    waking.wake();
    assert_eq!((other.wakes(), other.clones()), (2, 2));
}

/// A wake that comes before the paused one ends leaves the waker to the paused one.
fn other_wakes_leave_the_cleared_waker_to_the_paused_one<const SYNC: bool>() {
    let other = Task::new();
    let Paused { inside, .. } = pause::<SYNC>(|paused| {
        paused.side.clear();
        paused.waking.wake();
        paused.side.register(&other.waker());
        paused.waking.wake();
        assert_eq!((other.wakes(), other.owners()), (1, 1));
        assert!(paused.waking.take().is_none());
    });
    assert_eq!(inside.owners(), 0);
}
