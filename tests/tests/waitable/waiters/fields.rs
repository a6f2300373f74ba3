//! Fields of `waiters`: each handle has its own, which are cloned with it.

use crate::waitable::{Tasks, poll_once};
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::block_on;
use std::{
    mem,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    task::Poll,
};

/// A watch: each receiver knows the version that it has seen.
#[derive(Default)]
struct Watch {
    version: AtomicU32,
}

#[waitable(notifier = Writer, waiters = Reader { seen: u32, name: Arc<str> = "reader".into() })]
impl Watch {
    #[notify]
    fn write(&self) {
        self.version.fetch_add(1, Relaxed);
    }

    /// Wakes everybody without a reason.
    #[notify]
    fn knock(&self) {}

    #[wait(changed, blocking, wakes = none)]
    fn try_changed(&self, #[field] seen: &mut u32) -> Option<u32> {
        let version = self.version.load(Relaxed);
        (mem::replace(seen, version) != version).then_some(version)
    }

    /// Is pending by `&self`.
    #[wait(version, query)]
    fn is_version(&self) -> bool {
        self.version.load(Relaxed) >= 10
    }

    #[wait(beyond, wakes = none)]
    fn try_beyond(&self, #[field] seen: &u32, by: u32) -> bool {
        self.version.load(Relaxed) >= *seen + by
    }

    #[query(by = Reader)]
    fn seen(&self, #[field] seen: &u32, #[field] name: &Arc<str>) -> (u32, Arc<str>) {
        (*seen, Arc::clone(name))
    }
}

#[test]
fn each_handle_has_fields_of_its_own_that_are_cloned() {
    let (writer, mut first) = Watch::default().into_pair(0);
    writer.write();
    assert_eq!(first.try_changed(), Some(1));
    let mut second = first.clone();
    assert_eq!(second.seen(), (1, "reader".into()));
    writer.write();
    assert_eq!(first.try_changed(), Some(2));
    assert_eq!((first.seen().0, second.seen().0), (2, 1));
    assert_eq!(second.try_changed(), Some(2));
    let mut third = Reader::of(&writer, 0);
    assert_eq!(third.try_changed(), Some(2));
    assert_eq!(Reader::of(&first, 7).seen().0, 7);
}

#[test]
fn waits_that_change_a_field_are_woken_on_every_handle() {
    let (writer, mut first) = Watch::default().into_pair(0);
    let mut second = first.clone();
    let tasks = Tasks::<2>::new();
    {
        let mut changed = first.changed();
        assert!(Pin::new(&mut changed).poll(&mut tasks.cx(0)).is_pending());
        assert!(second.poll_changed(&mut tasks.cx(1)).is_pending());
        writer.write();
        assert_eq!(tasks.wakes(), [1, 1]);
        assert_eq!(poll_once(&mut changed), Poll::Ready(1));
    }
    assert_eq!(block_on(second.changed()), 1);
    assert_eq!((first.seen().0, second.seen().0), (1, 1));
}

#[test]
fn waits_that_read_a_field_take_the_handle_by_reference() {
    let (writer, reader) = Watch::default().into_pair(0);
    let tasks = Tasks::<3>::new();
    let mut waits = [reader.beyond(1), reader.beyond(2)];
    let mut version = reader.version();
    for (task, wait) in waits.iter_mut().enumerate() {
        assert!(Pin::new(wait).poll(&mut tasks.cx(task)).is_pending());
    }
    assert!(Pin::new(&mut version).poll(&mut tasks.cx(2)).is_pending());
    writer.write();
    assert_eq!(tasks.wakes(), [1; 3]);
    let [first, second] = &mut waits;
    assert!(Pin::new(first).poll(&mut tasks.cx(0)).is_ready());
    assert!(Pin::new(second).poll(&mut tasks.cx(1)).is_pending());
    assert_eq!(reader.seen().0, 0);
}

#[test]
fn a_forgotten_future_that_changed_a_field_is_reset_by_the_next_wait() {
    let (writer, mut reader) = Watch::default().into_pair(0);
    let tasks = Tasks::<2>::new();
    let mut forgotten = reader.changed();
    assert!(Pin::new(&mut forgotten).poll(&mut tasks.cx(0)).is_pending());
    mem::forget(forgotten);
    let mut changed = reader.changed();
    writer.knock();
    assert_eq!(tasks.wakes(), [0, 0], "the forgotten wait is over");
    assert!(Pin::new(&mut changed).poll(&mut tasks.cx(1)).is_pending());
    writer.write();
    assert_eq!(tasks.wakes(), [0, 1]);
    assert_eq!(poll_once(&mut changed), Poll::Ready(1));
}
