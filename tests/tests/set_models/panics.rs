//! After any panic, all other tasks are woken, and slots are released.

use crate::{Count, add_token, assert_owned_once, racer, tasks};
use spmc_waker_tests::{
    facade::{FIRST_SEGMENT, once, race},
    raw::{Event, FixedSide, Handle, LoneSide, Set, Task, fixed_set, set},
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    task::{Context, Poll},
};

tests! {
    cached_modes:
        wakes_of_all_that_panic_lose_no_wakeup
        wakes_of_one_that_panic_strand_nobody
}

/// One task in the inline slot, and enough tasks in the list to fill one segment and begin another.
const WAITERS: usize = FIRST_SEGMENT + 2;

/// Tasks that all wait in one set.
struct All {
    tasks: [Task; WAITERS],
    lone: LoneSide<true, true>,
    handles: Vec<Handle<true, true, false>>,
    set: Set<true, true>,
}

impl All {
    fn register() -> Self {
        let (mut lone, set) = set();
        let tasks = tasks::<WAITERS>();
        let handles = tasks[1..].iter().map(|task| {
            let mut handle = Handle::new(&set);
            assert!(handle.poll(&task.waker(), || false).is_pending());
            handle
        });
        let handles = handles.collect();
        assert!(lone.poll(&tasks[0].waker(), || false).is_pending());
        Self {
            tasks,
            lone,
            handles,
            set,
        }
    }

    /// Wakes all tasks, which panics. Expects that each task was woken once and that nobody is left to wake.
    fn wake(self) {
        assert_panics(|| self.set.wake(usize::MAX));
        for task in &self.tasks {
            assert_eq!(task.wakes(), 1);
        }
        self.set.wake(usize::MAX);
        assert!(self.tasks.iter().all(|task| task.wakes() == 1));
        let tasks = self.tasks;
        drop((self.lone, self.handles, self.set));
        assert_owned_once(&tasks);
    }
}

fn assert_panics(act: impl FnOnce()) {
    let outcome = catch_unwind(AssertUnwindSafe(act));
    assert!(outcome.is_err(), "the panic was not passed on");
}

fn panics_at(task: &Task, event: Event) {
    task.on(event, || panic!("a waker panics"));
}

/// Each waker panics in turn.
#[test]
fn one_panic_leaves_nobody_asleep() {
    for panics in 0..WAITERS {
        once(move || {
            let all = All::register();
            panics_at(&all.tasks[panics], Event::Wake);
            all.wake();
        });
    }
}

/// Each pair of neighbours panics. The first panic is passed on.
#[test]
fn two_panics_leave_nobody_asleep() {
    for second in 1..WAITERS {
        once(move || {
            let all = All::register();
            panics_at(&all.tasks[second - 1], Event::Wake);
            panics_at(&all.tasks[second], Event::Wake);
            all.wake();
        });
    }
}

#[test]
fn all_panics_leave_nobody_asleep() {
    once(|| {
        let all = All::register();
        for task in &all.tasks {
            panics_at(task, Event::Wake);
        }
        all.wake();
    });
}

#[test]
fn a_panic_in_a_fixed_set_leaves_nobody_asleep() {
    once(|| {
        let (mut sides, set) = fixed_set::<false, true, 3>();
        let tasks = tasks::<3>();
        for (side, task) in sides.iter_mut().zip(&tasks) {
            assert!(side.poll(&task.waker(), || false).is_pending());
        }
        panics_at(&tasks[0], Event::Wake);
        panics_at(&tasks[1], Event::Wake);
        assert_panics(|| set.wake(0b111));
        assert!(tasks.iter().all(|task| task.wakes() == 1));
    });
}

/// If the waker panics in a wake of one, another task is woken. The waker is not cloned.
#[test]
fn a_panic_in_a_wake_of_one_wakes_another() {
    once(|| {
        let (mut sides, fixed) = fixed_set::<true, true, 2>();
        let [first, second, third, fourth] = tasks();
        let mut waits = sides.each_mut().map(FixedSide::wait);
        for (wait, task) in waits.iter_mut().zip([&first, &second]) {
            let waker = task.waker();
            let mut cx = Context::from_waker(&waker);
            assert!(wait.poll(&mut cx, || false).is_pending());
        }
        let (_lone, set) = set::<true, true>();
        let mut handles = [(); 2].map(|()| Handle::of_one(&set));
        for (handle, task) in handles.iter_mut().zip([&third, &fourth]) {
            assert!(handle.poll(&task.waker(), || false).is_pending());
        }
        for task in [&first, &third] {
            panics_at(task, Event::Wake);
            panics_at(task, Event::Clone);
        }
        assert_panics(|| fixed.wake_one(0b11));
        assert!(first.is_notified() && second.is_notified());
        assert_panics(|| set.wake_one(0));
        assert!(third.is_notified() && fourth.is_notified());
    });
}

/// The clone of a waker panics during its registration. The next wait can use the slot.
#[test]
fn a_panic_in_a_registration_gives_the_slot_back() {
    once(|| {
        let (lone, set) = set::<true, true>();
        let [task] = tasks();
        let mut handle = Handle::of_one(&set);
        for _ in 0..2 {
            panics_at(&task, Event::Clone);
            assert_panics(|| _ = handle.wait().poll(&task.waker(), || false));
            panics_at(&task, Event::Clone);
            assert_panics(|| _ = handle.poll(&task.waker(), || false));
        }
        assert!(handle.poll(&task.waker(), || false).is_pending());
        set.wake_one(0);
        assert!(task.is_notified());
        drop((handle, lone, set));
        assert_owned_once(&[task]);
    });
}

/// A check panics in a wait that a wake has chosen. The wake is passed on.
#[test]
fn a_panic_in_a_check_passes_the_wake_on() {
    once(|| {
        let (_lone, set) = set::<true, true>();
        let [first, second] = tasks();
        let mut handles = [(); 2].map(|()| Handle::of_one(&set));
        for (handle, task) in handles.iter_mut().zip([&first, &second]) {
            assert!(handle.poll(&task.waker(), || false).is_pending());
        }
        set.wake_one(0);
        assert!(first.is_notified());
        assert_panics(|| _ = handles[0].poll(&first.waker(), || -> bool { panic!("a check") }));
        assert!(second.is_notified());
    });
}

/// A slot is released, and the drop of its cached waker panics.
#[test]
fn a_panic_in_a_give_back_gives_the_slot_back() {
    once(|| {
        let (_lone, set) = set::<true, true>();
        let [task, next] = tasks();
        let probe = task.probe();
        let mut handle = Handle::of_one(&set);
        assert!(handle.poll(&task.waker(), || false).is_pending());
        panics_at(&task, Event::Drop);
        assert_panics(|| handle.unregister());
        drop(task);
        assert_eq!(probe.owners(), 0);
        assert!(handle.poll(&next.waker(), || false).is_pending());
        set.wake_one(0);
        assert!(next.is_notified());
    });
}

/// The drop of a displaced waker panics. Its slot is registered by then, and the bit is not yet set. The next poll finds
/// its registration there, and sets the bit.
#[test]
fn a_panic_before_the_bit_is_set_leaves_nobody_asleep() {
    once(|| {
        let (lone, set) = set::<true, true>();
        let ([mut side], fixed) = fixed_set::<true, true, 1>();
        let handle = Handle::of_all(&set);
        let (mut growing_wait, mut fixed_wait) = (handle.wait(), side.wait());
        let mut growing_poll = |task: &Task| growing_wait.poll(&task.waker(), || false);
        let mut fixed_poll =
            |task: &Task| fixed_wait.poll(&mut Context::from_waker(&task.waker()), || false);
        let tasks = [
            displace(&mut growing_poll, || set.wake(usize::MAX)),
            displace(&mut fixed_poll, || fixed.wake(0b1)),
        ];
        drop((growing_wait, fixed_wait));
        drop((handle, lone, set, side, fixed));
        tasks.iter().for_each(|tasks| assert_owned_once(tasks));
    });
}

/// Registers a task after a wake, in the place of one whose waker panics, and expects that the next wake wakes it.
fn displace(poll: &mut dyn FnMut(&Task) -> Poll<()>, wake: impl Fn()) -> [Task; 2] {
    let [old, new] = tasks();
    assert!(poll(&old).is_pending());
    wake();
    panics_at(&old, Event::Drop);
    assert_panics(|| _ = poll(&new));
    assert!(poll(&new).is_pending());
    wake();
    assert!(new.is_notified(), "a wakeup is lost");
    [old, new]
}

/// One of two wakes of all meets a waker that panics. It still wakes all tasks whose bits it has taken.
fn wakes_of_all_that_panic_lose_no_wakeup<const SYNC: bool, const CACHED: bool>() {
    let (mut lone, set) = set::<SYNC, CACHED>();
    let [panics, first, second] = tasks();
    let mut handles = [(); 2].map(|()| Handle::of_all(&set));
    let count = Count::<SYNC>::new(0);
    assert!(lone.poll(&panics.waker(), || false).is_pending());
    assert!(handles[0].poll(&first.waker(), || false).is_pending());
    panics_at(&panics, Event::Wake);
    let racers = [0, 1].map(|_| {
        racer(&set, &count, |set| {
            // One of the two wakes passes the panic on.
            _ = catch_unwind(AssertUnwindSafe(|| set.wake(usize::MAX)));
        })
    });
    let poll = race(racers, || {
        handles[1].poll(&second.waker(), || count.get() == 2)
    });
    assert!(first.is_notified(), "a wakeup is lost");
    assert!(poll.is_ready() || second.is_notified(), "a wakeup is lost");
    drop((lone, handles, set));
    assert_owned_once(&[panics, first, second]);
}

/// A wake of one meets a waker that panics, while another waiter registers.
fn wakes_of_one_that_panic_strand_nobody<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let [panics, task] = tasks();
    let mut handles = [(); 2].map(|()| Handle::of_one(&set));
    let tokens = Count::<SYNC>::new(0);
    assert!(handles[0].poll(&panics.waker(), || false).is_pending());
    panics_at(&panics, Event::Wake);
    let wake = add_token(&set, &tokens);
    let wake = Box::new(|| _ = catch_unwind(AssertUnwindSafe(wake)));
    let poll = race([wake as _], || {
        handles[1].poll(&task.waker(), || tokens.take())
    });
    assert!(poll.is_ready() || task.is_notified(), "a wake is stranded");
}
