//! The limits that the documentation names, with a test for each.

use crate::waitable::{Tasks, poll_once};
use futures::{
    SinkExt as _, StreamExt as _,
    task::{ArcWake, waker},
};
use spmc_waker::waitable;
use std::{
    env, mem,
    ops::{Deref, DerefMut},
    panic::{self, AssertUnwindSafe},
    process::{self, Command},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering::SeqCst},
    },
    task::{Context, Poll, Waker},
};

/// A waiter with two waits. Both handles can make changes.
#[derive(Default)]
struct Port {
    readable: AtomicBool,
    command: AtomicBool,
}

#[waitable(notifier = Device, waiter = Driver)]
impl Port {
    #[notify]
    fn on_data(&self) {
        self.readable.store(true, SeqCst);
    }

    #[notify(by = [Device, Driver])]
    fn on_command(&self) {
        self.command.store(true, SeqCst);
    }

    #[wait(readable, wakes = none)]
    fn is_readable(&self) -> bool {
        self.readable.load(SeqCst)
    }

    #[wait(command, wakes = none)]
    fn is_command(&self) -> bool {
        self.command.load(SeqCst)
    }
}

#[test]
fn two_tasks_that_poll_two_waits_of_one_handle_are_both_woken() {
    let (device, driver) = Port::default().into_pair();
    let driver = Mutex::new(driver);
    let tasks = Tasks::<2>::new();
    let pending = driver.lock().unwrap().poll_readable(&mut tasks.cx(0));
    assert_eq!(pending, Poll::Pending);
    let pending = driver.lock().unwrap().poll_command(&mut tasks.cx(1));
    assert_eq!(pending, Poll::Pending);
    device.on_data();
    assert_eq!(tasks.wakes(), [1, 1]);
}

#[test]
fn when_two_tasks_poll_one_wait_the_last_is_woken() {
    let (device, driver) = Port::default().into_pair();
    let driver = Mutex::new(driver);
    let tasks = Tasks::<2>::new();
    for task in [0, 1] {
        let pending = driver.lock().unwrap().poll_readable(&mut tasks.cx(task));
        assert_eq!(pending, Poll::Pending);
    }
    device.on_data();
    assert_eq!(tasks.wakes(), [0, 1]);
}

#[test]
fn a_poll_of_another_wait_with_another_waker_leaves_the_registration() {
    let (device, mut driver) = Port::default().into_pair();
    let tasks = Tasks::<1>::new();
    assert_eq!(driver.poll_readable(&mut tasks.cx(0)), Poll::Pending);
    assert_eq!(poll_once(&mut driver.command()), Poll::Pending);
    device.on_data();
    assert_eq!(tasks.wakes(), [1]);
}

#[test]
fn a_poll_of_the_same_wait_with_another_waker_takes_the_registration() {
    let (device, mut driver) = Port::default().into_pair();
    let tasks = Tasks::<1>::new();
    assert_eq!(driver.poll_readable(&mut tasks.cx(0)), Poll::Pending);
    assert_eq!(poll_once(&mut driver.readable()), Poll::Pending);
    device.on_data();
    assert_eq!(tasks.wakes(), [0]);
}

#[test]
fn a_check_leaves_the_registration() {
    let (device, mut driver) = Port::default().into_pair();
    let tasks = Tasks::<1>::new();
    assert_eq!(driver.poll_readable(&mut tasks.cx(0)), Poll::Pending);
    assert!(!driver.is_command());
    device.on_data();
    assert_eq!(tasks.wakes(), [1]);
}

#[test]
fn a_handles_own_change_wakes_its_own_wait() {
    let (_device, mut driver) = Port::default().into_pair();
    let tasks = Tasks::<1>::new();
    assert_eq!(driver.poll_command(&mut tasks.cx(0)), Poll::Pending);
    driver.on_command();
    assert_eq!(tasks.wakes(), [1]);
    assert_eq!(driver.poll_command(&mut tasks.cx(0)), Poll::Ready(()));
}

/// A number that is changed through a guard without a lock.
#[derive(Default)]
struct Level(AtomicU32);

struct Edit<'a>(&'a AtomicU32, u32);

impl Deref for Edit<'_> {
    type Target = u32;

    fn deref(&self) -> &u32 {
        &self.1
    }
}

impl DerefMut for Edit<'_> {
    fn deref_mut(&mut self) -> &mut u32 {
        self.0.fetch_add(1, SeqCst);
        &mut self.1
    }
}

#[waitable]
impl Level {
    #[notify(guard)]
    fn edit(&self) -> Edit<'_> {
        Edit(&self.0, 0)
    }

    #[wait(above)]
    fn is_above(&self, level: u32) -> bool {
        self.0.load(SeqCst) > level
    }
}

#[test]
fn a_forgotten_guard_leaves_its_change_and_wakes_nobody() {
    let (notifier, mut waiter) = Level::default().into_pair();
    let tasks = Tasks::<1>::new();
    assert_eq!(waiter.poll_above(&mut tasks.cx(0), 0), Poll::Pending);
    let mut guard = notifier.edit();
    **guard += 1;
    mem::forget(guard);
    assert_eq!(tasks.wakes(), [0]);
    assert!(waiter.is_above(0));
}

/// Counts the calls of its hook. The count is outside of the condition, which may be leaked.
#[derive(Default)]
struct Link {
    closed: Arc<AtomicU32>,
}

#[waitable]
impl Link {
    #[wait(closed)]
    fn is_closed(&self) -> bool {
        self.closed.load(SeqCst) > 0
    }

    #[on_drop(notifier, waiter)]
    fn close(&self) {
        self.closed.fetch_add(1, SeqCst);
    }
}

#[test]
fn a_forgotten_notifier_is_never_the_last() {
    let (notifier, mut waiter) = Link::default().into_pair();
    let tasks = Tasks::<1>::new();
    assert_eq!(waiter.poll_closed(&mut tasks.cx(0)), Poll::Pending);
    mem::forget(notifier.clone());
    drop(notifier);
    assert_eq!(tasks.wakes(), [0]);
    assert!(!waiter.is_closed());
}

#[test]
fn a_forgotten_waiter_runs_no_hook_and_leaks_the_condition() {
    let closed = Arc::new(AtomicU32::new(0));
    let (notifier, waiter) = Link {
        closed: Arc::clone(&closed),
    }
    .into_pair();
    mem::forget(waiter);
    assert_eq!(closed.load(SeqCst), 0);
    drop(notifier);
    assert_eq!(closed.load(SeqCst), 1, "only the notifier's hook ran");
    assert_eq!(Arc::strong_count(&closed), 2, "the condition is leaked");
}

struct Bomb;

impl ArcWake for Bomb {
    fn wake_by_ref(_: &Arc<Self>) {
        panic!("the waker");
    }
}

#[derive(Default)]
struct Fuse;

#[waitable]
impl Fuse {
    #[notify]
    fn blow(&self) {
        panic!("the method");
    }

    #[wait(never)]
    fn is_never(&self) -> bool {
        false
    }
}

/// Runs this test again in a process of its own.
#[test]
fn a_method_and_a_waker_that_both_panic_abort_the_process() {
    const CHILD: &str = "SPMC_WAKER_PANICS_TWICE";
    if env::var_os(CHILD).is_some() {
        let (notifier, mut waiter) = Fuse.into_pair();
        let waker = waker(Arc::new(Bomb));
        let pending = waiter.poll_never(&mut Context::from_waker(&waker));
        assert_eq!(pending, Poll::Pending);
        let result = panic::catch_unwind(AssertUnwindSafe(|| notifier.blow()));
        // This is not reached.
        assert!(result.is_err());
        process::exit(0);
    }
    let test = "waitable::promises::a_method_and_a_waker_that_both_panic_abort_the_process";
    let child = Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(CHILD, "1")
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&child.stderr).into_owned();
    assert!(!child.status.success());
    assert!(output.contains("the method"), "{output}");
    assert!(output.contains("aborting"), "{output}");
}

/// An interrupt that is enabled while a wait is armed.
#[derive(Default)]
struct Irq {
    is_on: AtomicBool,
    has_come: AtomicBool,
}

impl Irq {
    fn take(&self) -> bool {
        self.has_come.swap(false, SeqCst)
    }
}

#[waitable(notifier = Line, waiter = Handler)]
impl Irq {
    #[notify]
    fn fire(&self) {
        self.has_come.store(true, SeqCst);
    }

    #[wait(event, await, stream, wakes = none)]
    fn try_event(&self) -> Poll<Option<()>> {
        if self.take() {
            Poll::Ready(Some(()))
        } else {
            Poll::Pending
        }
    }

    #[wait(push, sink, wakes = none)]
    fn try_push(&self, #[once] item: &mut Option<()>) -> Poll<Result<(), ()>> {
        if self.take() {
            *item = None;
        }
        match item {
            None => Poll::Ready(Ok(())),
            Some(()) => Poll::Pending,
        }
    }

    #[arm(event)]
    fn enable(&self) {
        self.is_on.store(true, SeqCst);
    }

    #[disarm(event)]
    fn disable(&self) {
        self.is_on.store(false, SeqCst);
    }

    #[arm(push)]
    fn enable_for_push(&self) {
        self.enable();
    }

    #[disarm(push)]
    fn disable_for_push(&self) {
        self.disable();
    }

    #[query]
    fn is_on(&self) -> bool {
        self.is_on.load(SeqCst)
    }
}

#[test]
fn the_drop_of_a_waits_own_future_disarms() {
    let (line, mut handler) = Irq::default().into_pair();
    let mut event = handler.event();
    assert_eq!(poll_once(&mut event), Poll::Pending);
    assert!(line.is_on());
    drop(event);
    assert!(!line.is_on());
    let mut push = handler.push(());
    assert_eq!(poll_once(&mut push), Poll::Pending);
    assert!(line.is_on());
    drop(push);
    assert!(!line.is_on());
}

#[test]
fn other_futures_leave_their_wait_armed_until_unregister() {
    let (line, mut handler) = Irq::default().into_pair();
    let mut check = |poll: fn(&mut Handler) -> bool| {
        assert!(poll(&mut handler), "the future is pending");
        assert!(line.is_on(), "the wait stays armed after its future's drop");
        handler.unregister();
        assert!(!line.is_on());
    };
    check(|handler| poll_once(&mut handler.next()).is_pending());
    check(|handler| poll_once(&mut { handler }).is_pending());
    check(|handler| poll_once(&mut handler.send(())).is_pending());
    check(|handler| {
        let cx = &mut Context::from_waker(Waker::noop());
        handler.poll_event(cx).is_pending()
    });
}

#[test]
fn a_ready_check_leaves_armed_what_a_poll_has_armed() {
    let (line, mut handler) = Irq::default().into_pair();
    let cx = &mut Context::from_waker(Waker::noop());
    assert_eq!(handler.poll_event(cx), Poll::Pending);
    line.fire();
    assert_eq!(handler.try_event(), Poll::Ready(Some(())));
    assert!(line.is_on());
    handler.unregister();
    assert!(!line.is_on());
}

/// The macro accepts these orderings with `sync = false`, although each of them is too weak.
mod orderings_that_the_macro_does_not_see {
    use super::*;
    use std::sync::atomic::Ordering::{self, Acquire as Look, Release as Say};

    const WEAK: Ordering = Ordering::Relaxed;

    /// Stands for an atomic of another crate, which chooses its own orderings.
    #[derive(Default)]
    struct Cell(AtomicBool);

    impl Cell {
        fn set(&self) {
            self.0.store(true, Ordering::Release);
        }
    }

    #[derive(Default)]
    struct Flags([AtomicBool; 3], Cell);

    #[waitable(sync = false)]
    impl Flags {
        #[notify]
        fn by_another_name(&self) {
            self.0[0].store(true, Say);
        }

        #[notify]
        fn by_a_constant(&self) {
            self.0[1].store(true, WEAK);
        }

        #[notify]
        fn by_an_argument(&self, how: Ordering) {
            self.0[2].store(true, how);
        }

        #[notify]
        fn by_another_type(&self) {
            self.1.set();
        }

        #[wait(all)]
        fn are_all(&self) -> bool {
            self.0.iter().all(|flag| flag.load(Look)) && self.by_a_helper()
        }

        fn by_a_helper(&self) -> bool {
            self.1.0.load(Ordering::Acquire)
        }
    }

    #[test]
    fn compile_with_sync_off() {
        let (notifier, mut waiter) = Flags::default().into_pair();
        notifier.by_another_name();
        notifier.by_a_constant();
        notifier.by_an_argument(Ordering::Release);
        assert!(!waiter.are_all());
        notifier.by_another_type();
        assert!(waiter.are_all());
    }
}
