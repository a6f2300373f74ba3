//! A semaphore that any number of tasks wait for: each permit that is released wakes one of them.

use super::{add_for_tasks, add_for_threads};
use crate::{
    crowd::{self, Crowd, time_cycles},
    tasks::{self, Executor, Parks, Task},
    threads,
    timing::{Kind, Table, time},
};
use spmc_waker::waitable;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    task::Context,
};

/// How many permits are free, the same for all but those that have it within.
#[derive(Debug, Default)]
struct Free(AtomicUsize);

impl Free {
    fn release(&self) {
        self.0.fetch_add(1, SeqCst);
    }

    fn take(&self) -> bool {
        let less = |free: usize| free.checked_sub(1);
        self.0.fetch_update(SeqCst, SeqCst, less).is_ok()
    }
}

/// A semaphore, by handles that take and release permits.
trait Semaphore: 'static {
    const PEER: &'static str;

    type Handle: Send + Sync;

    /// That many handles of one semaphore, without a permit.
    fn new(handles: usize) -> Vec<Self::Handle>;

    fn release(handle: &Self::Handle);

    /// Takes a permit, which is forgotten.
    async fn take(handle: &Self::Handle);
}

macro_rules! ours {
    ($($peer:ident: $name:literal, $condition:ident, $handle:ident, $sync:literal;)*) => {$(
        #[derive(Debug, Default)]
        struct $condition(Free);

        #[waitable(waiters = $handle, notifier = none, sync = $sync)]
        impl $condition {
            #[notify(by = $handle, wakes = one(take))]
            fn release(&self) {
                self.0.release();
            }

            #[wait(take, wakes = none)]
            fn try_take(&self) -> bool {
                self.0.take()
            }
        }

        struct $peer;

        impl Semaphore for $peer {
            const PEER: &'static str = $name;

            type Handle = $handle;

            fn new(handles: usize) -> Vec<Self::Handle> {
                vec![$condition::default().into_handle(); handles]
            }

            fn release(handle: &Self::Handle) {
                handle.release();
            }

            async fn take(handle: &Self::Handle) {
                handle.take().await;
            }
        }
    )*};
}

ours! {
    Ours: "ours", Synced, SyncedPermits, true;
    OursSeqCst: "ours, sync = false", SeqCsts, SeqCstPermits, false;
}

macro_rules! peers {
    ($($peer:ident: $name:literal, $semaphore:ty, $new:expr, $release:expr, $take:expr;)*) => {$(
        struct $peer;

        impl Semaphore for $peer {
            const PEER: &'static str = $name;

            type Handle = Arc<$semaphore>;

            fn new(handles: usize) -> Vec<Self::Handle> {
                vec![Arc::new($new); handles]
            }

            fn release(handle: &Self::Handle) {
                let release: fn(&$semaphore) = $release;
                release(handle);
            }

            async fn take(handle: &Self::Handle) {
                let take = $take;
                take(handle).await
            }
        }
    )*};
}

/// A semaphore from a peer's event.
#[derive(Default)]
struct Counted<E> {
    free: Free,
    event: E,
}

type Sequential = maillon::WaitList<(), maillon::wait_list::synchronization::Sequential>;

peers! {
    Tokio: "tokio", tokio::sync::Semaphore, tokio::sync::Semaphore::new(0),
        |semaphore| semaphore.add_permits(1),
        async |semaphore: &tokio::sync::Semaphore| {
            semaphore.acquire().await.expect("it stays open").forget();
        };
    Asyncband: "asyncband", asyncband::semaphore::Semaphore, asyncband::semaphore::Semaphore::new(0),
        |semaphore| semaphore.release(1),
        async |semaphore: &asyncband::semaphore::Semaphore| semaphore.acquire(1).await.forget();
    Maillon: "maillon", Counted<maillon::WaitList>, Counted::default(),
        |Counted { free, event }| {
            free.release();
            event.notify_one();
        },
        async |Counted { free, event }: &Counted<maillon::WaitList>| {
            event.wait_until(|_| free.take()).await.expect("it stays open");
        };
    MaillonSequential: "maillon, Sequential", Counted<Sequential>, Counted::default(),
        |Counted { free, event }| {
            free.release();
            event.notify_one();
        },
        async |Counted { free, event }: &Counted<Sequential>| {
            event.wait_until(|_| free.take()).await.expect("it stays open");
        };
    Notify: "tokio Notify", Counted<tokio::sync::Notify>, Counted::default(),
        |Counted { free, event }| {
            free.release();
            event.notify_one();
        },
        async |Counted { free, event }: &Counted<tokio::sync::Notify>| {
            // The event keeps one notify for a task that comes later.
            while !free.take() {
                event.notified().await;
            }
        };
    EventListener: "event-listener", Counted<event_listener::Event>, Counted::default(),
        |Counted { free, event }| {
            free.release();
            event.notify_additional(1);
        },
        async |Counted { free, event }: &Counted<event_listener::Event>| loop {
            if free.take() {
                break;
            }
            // Within the future, without an allocation.
            event_listener::listener!(event => listener);
            if free.take() {
                break;
            }
            listener.await;
        };
    AsyncEvent: "async-event", Counted<async_event::Event>, Counted::default(),
        |Counted { free, event }| {
            free.release();
            event.notify_one();
        },
        async |Counted { free, event }: &Counted<async_event::Event>| {
            event.wait_until(|| free.take().then_some(())).await;
        };
}

pub(crate) fn add(table: &mut Table) {
    add_peer::<Ours>(table);
    add_peer::<OursSeqCst>(table);
    add_peer::<Tokio>(table);
    add_peer::<Asyncband>(table);
    add_peer::<Maillon>(table);
    add_peer::<MaillonSequential>(table);
    add_peer::<Notify>(table);
    add_peer::<EventListener>(table);
    add_peer::<AsyncEvent>(table);
}

fn add_peer<S: Semaphore>(table: &mut Table) {
    add_for_tasks!(
        table,
        S,
        "nobody waits: release, take; handles: ",
        nobody_waits
    );
    add_for_tasks!(table, S, "one waits, is woken; handles: ", one_waits);
    add_for_tasks!(
        table,
        S,
        "all wait by handles of their own, one is woken of ",
        one_of_own
    );
    add_for_tasks!(
        table,
        S,
        "all wait by one handle, one is woken of ",
        one_of_one
    );
    add_for_threads!(
        table,
        S,
        "two permits, take, release; threads at once: ",
        contend
    );
}

/// Handles all of which have waited.
fn used<S: Semaphore>(handles: usize) -> Vec<S::Handle> {
    let handles = S::new(handles);
    all_wait::<S>(1, handles.iter().collect());
    handles
}

fn nobody_waits<S: Semaphore, const HANDLES: usize>(operations: u64) -> Vec<f64> {
    let handles = used::<S>(HANDLES);
    let handle = &handles[HANDLES / 2];
    let waker = Task::default().waker();
    let mut cx = Context::from_waker(&waker);
    time(operations, || {
        S::release(handle);
        tasks::ready(&mut cx, S::take(handle));
    })
}

fn one_waits<S: Semaphore, const HANDLES: usize>(operations: u64) -> Vec<f64> {
    let handles = used::<S>(HANDLES);
    let (task, handle) = (Task::default(), &handles[HANDLES / 2]);
    let waker = task.waker();
    let mut cx = Context::from_waker(&waker);
    let samples = time(operations, || {
        tasks::woken(&mut cx, S::take(handle), || S::release(handle));
    });
    assert_eq!(task.wakes(), operations, "{}: a lost wakeup", S::PEER);
    samples
}

fn one_of_own<S: Semaphore, const TASKS: usize>(waits: u64) -> Vec<f64> {
    let handles = S::new(TASKS);
    all_wait::<S>(waits, handles.iter().collect())
}

fn one_of_one<S: Semaphore, const TASKS: usize>(waits: u64) -> Vec<f64> {
    let handles = S::new(1);
    all_wait::<S>(waits, vec![&handles[0]; TASKS])
}

/// All tasks wait, each by one of these handles. One is woken, and waits again.
fn all_wait<S: Semaphore>(waits: u64, handles: Vec<&S::Handle>) -> Vec<f64> {
    let crowd = Crowd::new(handles.len());
    let mut places = crowd::places(handles.len());
    for (task, (place, handle)) in places.iter_mut().zip(&handles).enumerate() {
        crowd::begin(place, || S::take(handle), crowd.waker(task));
    }
    let mut expected = 0;
    let samples = time_cycles(waits, handles.len(), || {
        for _ in 0..handles.len() {
            S::release(handles[0]);
            let task = crowd.last_woken();
            crowd::end(&mut places[task], crowd.waker(task));
            crowd::begin(
                &mut places[task],
                || S::take(handles[task]),
                crowd.waker(task),
            );
        }
        expected += handles.len() as u64;
    });
    assert_eq!(crowd.wakes(), expected, "{}: wakes", S::PEER);
    samples
}

/// The threads park while both permits are taken.
fn contend<S: Semaphore, const THREADS: usize>(operations: u64) -> Vec<f64> {
    let handles = S::new(THREADS);
    (0..2).for_each(|_| S::release(&handles[0]));
    threads::each(operations, handles, |handle| {
        Parks::new().run(S::take(handle));
        S::release(handle);
    })
}
