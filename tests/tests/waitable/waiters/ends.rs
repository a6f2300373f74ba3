//! The last of `waiters`: when it wakes for the sake of its fields alone, again after its count came back from zero, and
//! as a sink that was closed.

use crate::waitable::Tasks;
use futures::Sink;
use spmc_waker::waitable;
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, Waker},
};

/// Others wait for the end of a field: nobody else owns it then.
struct Desk;

#[waitable(
    notifier = Bell,
    waiters = Clerk { paper: Arc<()> },
    waiters = Writer { ink: Arc<()> },
    waiter = Boss { cane: Arc<()> },
    waiter = Watch,
)]
impl Desk {
    #[notify]
    fn ring(&self) {}

    #[wait(called, by = Clerk, query)]
    fn is_called(&self) -> bool {
        false
    }

    #[wait(write, by = Writer, sink, wakes = none)]
    fn try_write(&self, #[once] item: &mut Option<u8>) -> Poll<Result<(), ()>> {
        *item = None;
        Poll::Ready(Ok(()))
    }

    #[wait(order, by = Boss, sink, wakes = none)]
    fn try_order(&self, #[once] item: &mut Option<u8>) -> Poll<Result<(), ()>> {
        *item = None;
        Poll::Ready(Ok(()))
    }

    #[wait(alone, by = Watch, query)]
    fn is_alone(&self, field: &Arc<()>) -> bool {
        Arc::strong_count(field) == 1
    }

    #[query(by = Clerk)]
    fn papers(&self, #[field] paper: &Arc<()>) -> usize {
        Arc::strong_count(paper)
    }

    #[query(by = Writer)]
    fn inks(&self, #[field] ink: &Arc<()>) -> usize {
        Arc::strong_count(ink)
    }

    #[query(by = Boss)]
    fn canes(&self, #[field] cane: &Arc<()>) -> usize {
        Arc::strong_count(cane)
    }
}

type Handles = (Bell, Clerk, Writer, Boss, Watch);

fn handles() -> (Handles, Arc<()>) {
    let field = Arc::new(());
    let (paper, ink, cane) = (Arc::clone(&field), Arc::clone(&field), Arc::clone(&field));
    (Desk.into_handles(paper, ink, cane), field)
}

fn close(sink: &mut (impl Sink<u8, Error = ()> + Unpin)) {
    let cx = &mut Context::from_waker(Waker::noop());
    assert_eq!(Pin::new(sink).poll_close(cx), Poll::Ready(Ok(())));
}

#[test]
fn the_last_of_many_wakes_if_it_has_fields_to_drop_and_no_hook() {
    let ((_bell, clerk, writer, boss, mut watch), field) = handles();
    drop((writer, boss));
    let tasks = Tasks::<1>::new();
    let other = clerk.clone();
    assert_eq!(other.papers(), 3);
    assert!(watch.poll_alone(&mut tasks.cx(0), &field).is_pending());
    drop(clerk);
    assert_eq!(tasks.wakes(), [0], "it is not the last");
    drop(other);
    assert_eq!(tasks.wakes(), [1]);
    assert!(watch.poll_alone(&mut tasks.cx(0), &field).is_ready());
}

#[test]
fn a_closed_sink_wakes_again_once_its_fields_are_dropped() {
    let ((_bell, clerk, mut writer, mut boss, mut watch), field) = handles();
    drop(clerk);
    let tasks = Tasks::<1>::new();
    assert_eq!((writer.inks(), boss.canes()), (3, 3));
    // Each close wakes, and so does each drop.
    let mut wakes = 0;
    let mut expect_wake = |act: &mut dyn FnMut()| {
        assert!(watch.poll_alone(&mut tasks.cx(0), &field).is_pending());
        act();
        wakes += 1;
        assert_eq!(tasks.wakes(), [wakes]);
    };
    expect_wake(&mut || close(&mut writer));
    let mut clone = Some(writer.clone());
    let mut writer = Some(writer);
    expect_wake(&mut || writer = None);
    expect_wake(&mut || clone = None);
    expect_wake(&mut || close(&mut boss));
    let mut boss = Some(boss);
    expect_wake(&mut || boss = None);
    assert!(watch.poll_alone(&mut tasks.cx(0), &field).is_ready());
}

/// A room that counts how often it was left.
#[derive(Default)]
struct Room(AtomicUsize);

#[waitable(notifier = Keeper, waiters = Guest, waiter = Watcher)]
impl Room {
    #[notify]
    fn call(&self) {}

    #[wait(called, by = Guest, query)]
    fn is_called(&self) -> bool {
        false
    }

    #[wait(left, by = Watcher, query)]
    fn is_left(&self, times: usize) -> bool {
        self.0.load(Relaxed) >= times
    }

    #[on_drop(Guest)]
    fn leave(&self) {
        self.0.fetch_add(1, Relaxed);
    }
}

#[test]
fn a_lone_waiter_makes_a_guest_whose_end_is_the_last_one_again() {
    let (keeper, guest, mut watcher) = Room::default().into_handles();
    drop((keeper, guest));
    let tasks = Tasks::<2>::new();
    for times in 2..5 {
        let mut guest = Guest::of(&watcher);
        assert!(guest.poll_called(&mut tasks.cx(1)).is_pending());
        assert!(watcher.poll_left(&mut tasks.cx(0), times).is_pending());
        drop(guest);
        assert_eq!(tasks.wakes(), [times - 1, 0], "it wakes after its hook");
        assert!(watcher.is_left(times));
    }
}

/// Fields whose first value, or whose clone, panics when it is told to.
struct Luck(AtomicUsize);

static BAD_LUCK: AtomicUsize = AtomicUsize::new(0);

fn luck() {
    if BAD_LUCK.load(Relaxed) > 0 {
        resume_unwind(Box::new("bad luck"));
    }
}

struct Charm;

impl Charm {
    fn new() -> Self {
        luck();
        Self
    }
}

impl Clone for Charm {
    fn clone(&self) -> Self {
        Self::new()
    }
}

#[waitable(notifier = Witch { _charm: Charm = Charm::new() }, waiters = Fool { _charm: Charm = Charm::new() })]
impl Luck {
    #[notify]
    fn curse(&self) {}

    #[wait(gone, query)]
    fn are_gone(&self, handles: usize) -> bool {
        self.0.load(Relaxed) == handles
    }

    #[on_drop(Witch, Fool)]
    fn go(&self) {
        self.0.fetch_add(1, Relaxed);
    }
}

/// Each of these handles would be counted for ever.
#[test]
fn a_field_that_panics_while_a_handle_is_made_leaves_the_counts_as_they_were() {
    let (witch, fool) = Luck(AtomicUsize::new(0)).into_pair();
    BAD_LUCK.store(1, Relaxed);
    for _ in 0..3 {
        let made: [&dyn Fn(); 3] = [&|| drop(Fool::of(&witch)), &|| drop(fool.clone()), &|| {
            drop(witch.clone())
        }];
        for make in made {
            catch_unwind(AssertUnwindSafe(make)).unwrap_err();
        }
    }
    BAD_LUCK.store(0, Relaxed);
    assert!(fool.are_gone(0));
    witch.curse();
    drop(witch);
    assert!(fool.are_gone(1), "it was the last one");
    let mut other = fool.clone();
    drop(fool);
    let tasks = Tasks::<1>::new();
    assert!(other.poll_gone(&mut tasks.cx(0), 2).is_pending());
    drop(other.clone());
    assert_eq!(tasks.wakes(), [0]);
    assert!(other.are_gone(1));
}
