//! An event that any number of tasks wait for: all of them are woken.

use super::{add_for_tasks, add_for_threads};
use crate::{
    crowd::{self, Crowd, time_cycles},
    tasks::{self, Task},
    threads,
    timing::{Kind, Table, time},
};
use spmc_waker::waitable;
use std::{
    hint::black_box,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
    task::{Context, Waker},
};

/// How many events there have been, the same for all.
#[derive(Debug, Default)]
struct Happened(AtomicU64);

impl Happened {
    fn raise(&self) {
        self.0.fetch_add(1, SeqCst);
    }

    fn now(&self) -> u64 {
        self.0.load(SeqCst)
    }

    fn is_after(&self, seen: u64) -> bool {
        self.now() > seen
    }
}

/// An event, by handles that raise it and wait for it.
trait Event: 'static {
    const PEER: &'static str;

    type Handle: Send + Sync;

    /// That many handles of one event.
    fn new(handles: usize) -> Vec<Self::Handle>;

    /// One more event, for which all tasks are woken.
    fn raise(handle: &Self::Handle);

    /// How many events there have been.
    fn now(handle: &Self::Handle) -> u64;

    /// Waits until there have been more than that many events.
    async fn wait(handle: &Self::Handle, seen: u64);
}

macro_rules! ours {
    ($($peer:ident: $name:literal, $condition:ident, $handle:ident, $sync:literal;)*) => {$(
        #[derive(Debug, Default)]
        struct $condition(Happened);

        #[waitable(waiters = $handle, notifier = none, sync = $sync)]
        impl $condition {
            #[notify(by = $handle)]
            fn raise(&self) {
                self.0.raise();
            }

            #[wait(passed, wakes = none)]
            fn has_passed(&self, seen: u64) -> bool {
                self.0.is_after(seen)
            }

            #[query]
            fn now(&self) -> u64 {
                self.0.now()
            }
        }

        struct $peer;

        impl Event for $peer {
            const PEER: &'static str = $name;

            type Handle = $handle;

            fn new(handles: usize) -> Vec<Self::Handle> {
                vec![$condition::default().into_handle(); handles]
            }

            fn raise(handle: &Self::Handle) {
                handle.raise();
            }

            fn now(handle: &Self::Handle) -> u64 {
                handle.now()
            }

            async fn wait(handle: &Self::Handle, seen: u64) {
                handle.passed(seen).await;
            }
        }
    )*};
}

ours! {
    Ours: "ours", Synced, SyncedListener, true;
    OursSeqCst: "ours, sync = false", SeqCsts, SeqCstListener, false;
}

/// What the peers' handles share.
#[derive(Default)]
struct Shared<E> {
    happened: Happened,
    event: E,
}

macro_rules! peers {
    ($($peer:ident: $name:literal, $event:ty, $wake_all:expr, $wait:expr;)*) => {$(
        struct $peer;

        impl Event for $peer {
            const PEER: &'static str = $name;

            type Handle = Arc<Shared<$event>>;

            fn new(handles: usize) -> Vec<Self::Handle> {
                vec![Self::Handle::default(); handles]
            }

            fn raise(handle: &Self::Handle) {
                let wake_all: fn(&$event) = $wake_all;
                handle.happened.raise();
                wake_all(&handle.event);
            }

            fn now(handle: &Self::Handle) -> u64 {
                handle.happened.now()
            }

            async fn wait(handle: &Self::Handle, seen: u64) {
                let wait = $wait;
                wait(&handle.event, &handle.happened, seen).await
            }
        }
    )*};
}

type Sequential = maillon::WaitList<(), maillon::wait_list::synchronization::Sequential>;

peers! {
    Maillon: "maillon", maillon::WaitList, |event| { event.notify_all(); },
        async |event: &maillon::WaitList, happened: &Happened, seen| {
            event.wait_until(|_| happened.is_after(seen)).await.expect("it stays open");
        };
    MaillonSequential: "maillon, Sequential", Sequential, |event| { event.notify_all(); },
        async |event: &Sequential, happened: &Happened, seen| {
            event.wait_until(|_| happened.is_after(seen)).await.expect("it stays open");
        };
    Tokio: "tokio Notify", tokio::sync::Notify, |event| event.notify_waiters(),
        async |event: &tokio::sync::Notify, happened: &Happened, seen| loop {
            // What comes after this call wakes the future, polled or not.
            let notified = event.notified();
            if happened.is_after(seen) {
                break;
            }
            notified.await;
        };
    EventListener: "event-listener", event_listener::Event, |event| { event.notify(usize::MAX); },
        async |event: &event_listener::Event, happened: &Happened, seen| loop {
            if happened.is_after(seen) {
                break;
            }
            // Within the future, without an allocation.
            event_listener::listener!(event => listener);
            if happened.is_after(seen) {
                break;
            }
            listener.await;
        };
    AsyncEvent: "async-event", async_event::Event, |event| event.notify_all(),
        async |event: &async_event::Event, happened: &Happened, seen| {
            event.wait_until(|| happened.is_after(seen).then_some(())).await;
        };
    // Has the condition within: set at once, and reset.
    Asyncband: "asyncband", asyncband::event::ManualResetEvent, |event| { event.set(); event.reset(); },
        async |event: &asyncband::event::ManualResetEvent, _: &Happened, _| event.wait().await;
}

pub(crate) fn add(table: &mut Table) {
    add_peer::<Ours>(table);
    add_peer::<OursSeqCst>(table);
    add_peer::<Maillon>(table);
    add_peer::<MaillonSequential>(table);
    add_peer::<Tokio>(table);
    add_peer::<EventListener>(table);
    add_peer::<AsyncEvent>(table);
    add_peer::<Asyncband>(table);
}

fn add_peer<E: Event>(table: &mut Table) {
    add_for_tasks!(table, E, "nobody waits: raise; handles: ", raise);
    add_for_tasks!(table, E, "one waits, is woken; handles: ", one_waits);
    add_for_tasks!(
        table,
        E,
        "all wait by handles of their own, for each of ",
        all_wait_by_own
    );
    add_for_tasks!(
        table,
        E,
        "all wait by one handle, for each of ",
        all_wait_by_one
    );
    add_for_threads!(
        table,
        E,
        "nobody waits: raise; threads at once: ",
        raise_at_once
    );
    add_for_threads!(table, E, "wait, raise; threads at once: ", wait_at_once);
}

/// Handles all of which have waited.
fn used<E: Event>(handles: usize) -> Vec<E::Handle> {
    let handles = E::new(handles);
    all_wait::<E>(1, handles.iter().collect());
    handles
}

fn raise<E: Event, const HANDLES: usize>(operations: u64) -> Vec<f64> {
    let handles = used::<E>(HANDLES);
    let handle = black_box(&handles[HANDLES / 2]);
    time(operations, || E::raise(handle))
}

fn one_waits<E: Event, const HANDLES: usize>(operations: u64) -> Vec<f64> {
    let handles = used::<E>(HANDLES);
    let (task, handle) = (Task::default(), &handles[HANDLES / 2]);
    let waker = task.waker();
    let mut cx = Context::from_waker(&waker);
    let samples = time(operations, || {
        let seen = E::now(handle);
        tasks::woken(&mut cx, E::wait(handle, seen), || E::raise(handle));
    });
    assert_eq!(task.wakes(), operations, "{}: a lost wakeup", E::PEER);
    samples
}

fn all_wait_by_own<E: Event, const TASKS: usize>(waits: u64) -> Vec<f64> {
    let handles = E::new(TASKS);
    all_wait::<E>(waits, handles.iter().collect())
}

fn all_wait_by_one<E: Event, const TASKS: usize>(waits: u64) -> Vec<f64> {
    let handles = E::new(1);
    all_wait::<E>(waits, vec![&handles[0]; TASKS])
}

/// All tasks wait, each by one of these handles, and are woken.
fn all_wait<E: Event>(waits: u64, handles: Vec<&E::Handle>) -> Vec<f64> {
    let crowd = Crowd::new(handles.len());
    let mut places = crowd::places(handles.len());
    let mut expected = 0;
    let samples = time_cycles(waits, handles.len(), || {
        let seen = E::now(handles[0]);
        for (task, (place, handle)) in places.iter_mut().zip(&handles).enumerate() {
            crowd::begin(place, || E::wait(handle, seen), crowd.waker(task));
        }
        E::raise(handles[0]);
        for (task, place) in places.iter_mut().enumerate() {
            crowd::end(place, crowd.waker(task));
        }
        expected += handles.len() as u64;
    });
    assert_eq!(crowd.wakes(), expected, "{}: wakes", E::PEER);
    samples
}

fn raise_at_once<E: Event, const THREADS: usize>(operations: u64) -> Vec<f64> {
    let handles = used::<E>(THREADS);
    threads::each(operations, handles, |handle| E::raise(black_box(handle)))
}

/// Each thread waits by its handle, and raises the event for all.
fn wait_at_once<E: Event, const THREADS: usize>(operations: u64) -> Vec<f64> {
    let with_waker = |handle| (handle, Task::default().waker());
    let handles: Vec<_> = used::<E>(THREADS).into_iter().map(with_waker).collect();
    threads::each(
        operations,
        handles,
        |(handle, waker): &(E::Handle, Waker)| {
            let mut cx = Context::from_waker(waker);
            let mut wait = pin!(E::wait(handle, E::now(handle)));
            // Another thread may have raised it by now.
            if wait.as_mut().poll(&mut cx).is_pending() {
                E::raise(handle);
                tasks::ready(&mut cx, wait);
            } else {
                E::raise(handle);
            }
        },
    )
}
