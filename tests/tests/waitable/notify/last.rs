//! `#[notify(last)]`: a change that consumes its handle.

use crate::waitable::{Task, Tasks};
use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::time_limit::{block_on, join};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll},
    thread,
};

/// A channel for one value.
struct Once<T> {
    slot: Mutex<Option<T>>,
    closed: AtomicBool,
    hooks: AtomicUsize,
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self {
            slot: Mutex::default(),
            closed: AtomicBool::new(false),
            hooks: AtomicUsize::new(0),
        }
    }
}

impl<T> Once<T> {
    fn put(&self, value: T) {
        *self.slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
    }
}

#[waitable(notifier = Sender, waiter = Receiver)]
impl<T> Once<T> {
    #[notify(last)]
    fn send(&self, value: T) {
        self.put(value);
    }

    #[notify(last, when = |is_sent| *is_sent)]
    fn send_if(&self, value: Option<T>) -> bool {
        let is_sent = value.is_some();
        if let Some(value) = value {
            self.put(value);
        }
        is_sent
    }

    #[notify(last, cold)]
    fn send_cold(&self, value: T) {
        self.put(value);
    }

    #[notify(last)]
    fn send_and_panic(&self, value: T) {
        self.put(value);
        panic!("after the change");
    }

    /// A change that is not the last one.
    #[notify]
    fn send_early(&self, value: T) {
        self.put(value);
    }

    #[wait(recv, await)]
    fn try_recv(&self) -> Poll<Option<T>> {
        let closed = self.closed.load(Relaxed);
        match self.slot.lock().unwrap().take() {
            Some(value) => Poll::Ready(Some(value)),
            None if closed => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    #[on_drop(notifier)]
    fn close(&self) {
        self.hooks.fetch_add(1, Relaxed);
        self.closed.store(true, Relaxed);
    }

    #[query]
    fn hooks(&self) -> usize {
        self.hooks.load(Relaxed)
    }
}

/// Makes a task wait. Returns how often it is woken, and how often the hook runs.
fn woken_by(last: impl FnOnce(Sender<u8>)) -> (usize, usize) {
    let (sender, mut receiver) = Once::default().into_pair();
    let (task, waker) = Task::new();
    let cx = &mut Context::from_waker(&waker);
    assert!(receiver.poll_recv(cx).is_pending());
    last(sender);
    (task.wakes(), receiver.hooks())
}

#[test]
fn a_last_change_wakes_once_and_runs_no_hook() {
    assert_eq!(woken_by(|sender| sender.send(1)), (1, 0));
    assert_eq!(woken_by(|sender| sender.send_cold(1)), (1, 0));
}

#[test]
fn a_drop_without_a_last_change_runs_the_hook() {
    assert_eq!(woken_by(drop), (1, 1));
    let early = woken_by(|sender| {
        sender.send_early(1);
        drop(sender);
    });
    assert_eq!(early, (1, 1), "the first wake consumes the registration");
}

#[test]
fn when_decides_about_the_wake_and_no_hook_runs() {
    let sent = |value: Option<u8>| {
        woken_by(move |sender| {
            sender.send_if(value);
        })
    };
    assert_eq!((sent(Some(1)), sent(None)), ((1, 0), (0, 0)));
}

#[test]
fn after_a_panic_the_hook_runs_so_that_nobody_waits_forever() {
    let woken = woken_by(|sender| {
        catch_unwind(AssertUnwindSafe(|| sender.send_and_panic(1))).unwrap_err();
    });
    assert_eq!(woken, (1, 1));
}

#[test]
fn the_value_arrives_and_the_condition_is_freed() {
    for value_first in [false, true] {
        let (sender, receiver) = Once::default().into_pair();
        let value = Arc::new(7);
        let sending = {
            let value = Arc::clone(&value);
            thread::spawn(move || sender.send(value))
        };
        if value_first {
            join(sending);
            assert_eq!(block_on(receiver).as_deref(), Some(&7));
        } else {
            drop(receiver);
            join(sending);
        }
        assert_eq!(Arc::strong_count(&value), 1);
    }
}

/// Compiles only if the type is not `Clone`. Otherwise the trait is ambiguous.
trait IsNotClone<Which> {
    const OK: bool = true;
}

impl<T: ?Sized> IsNotClone<()> for T {}
impl<T: Clone> IsNotClone<u8> for T {}

#[test]
fn a_handle_that_is_consumed_is_not_clone() {
    const { assert!(<Sender<u8> as IsNotClone<_>>::OK) };
    const { assert!(<Receiver<u8> as IsNotClone<_>>::OK) };
}

/// A vote that each of three waiters may end.
#[derive(Default)]
struct Vote {
    votes: AtomicUsize,
    log: Mutex<Vec<&'static str>>,
}

#[waitable(notifier = Chair, waiter = A { weight: usize }, waiter = B, waiter = C)]
impl Vote {
    #[notify(by = [Chair, B, C], last)]
    fn veto(&self) -> usize {
        self.votes.swap(99, Relaxed)
    }

    #[notify(by = A, last, wakes = C)]
    fn vote(&self, #[field] weight: &mut usize, times: usize) -> usize {
        self.votes.fetch_add(*weight * times, Relaxed)
    }

    #[wait(decided, by = A, wakes = [B, C])]
    fn is_decided(&self, votes: usize) -> bool {
        self.votes.load(Relaxed) >= votes
    }

    #[wait(vetoed, by = B, wakes = [A, C])]
    fn is_vetoed(&self) -> bool {
        self.votes.load(Relaxed) == 99
    }

    #[wait(heard, by = C, wakes = [A, B])]
    fn has_heard(&self) -> bool {
        self.votes.load(Relaxed) > 0
    }

    #[disarm(vetoed)]
    fn disarm(&self) {
        self.log.lock().unwrap().push("disarm");
    }

    #[on_drop(Chair, A, B, C)]
    fn leave(&self) {
        self.log.lock().unwrap().push("leave");
    }

    #[query]
    fn log(&self) -> Vec<&'static str> {
        self.log.lock().unwrap().clone()
    }
}

#[test]
fn the_last_change_of_a_waiter_wakes_the_others_once() {
    let (chair, mut a, mut b, mut c) = Vote::default().into_handles(2);
    let tasks = Tasks::<3>::new();
    assert!(a.poll_decided(&mut tasks.cx(0), 1).is_pending());
    assert!(b.poll_vetoed(&mut tasks.cx(1)).is_pending());
    assert!(c.poll_heard(&mut tasks.cx(2)).is_pending());
    assert_eq!(b.veto(), 0);
    assert_eq!(tasks.wakes(), [1, 0, 1]);
    assert_eq!(
        chair.log(),
        ["disarm"],
        "the waits were disarmed, and no hook ran"
    );
    assert_eq!(Arc::strong_count(&tasks.0[1].0), 2, "the waker was dropped");
    assert!(c.poll_heard(&mut tasks.cx(2)).is_ready());
    assert!(a.is_decided(1));
}

#[test]
fn the_last_change_of_a_waiter_wakes_the_named_waiters_and_uses_its_fields() {
    let (chair, mut a, mut b, mut c) = Vote::default().into_handles(2);
    let tasks = Tasks::<3>::new();
    assert!(b.poll_vetoed(&mut tasks.cx(1)).is_pending());
    assert!(c.poll_heard(&mut tasks.cx(2)).is_pending());
    assert!(!a.is_decided(1));
    assert_eq!(a.vote(3), 0);
    assert_eq!(tasks.wakes(), [0, 0, 1]);
    assert_eq!(chair.veto(), 6);
    assert_eq!(tasks.wakes(), [0, 1, 1]);
    drop((b, c));
}

/// A borrowed flag.
#[derive(Default)]
struct Flag(AtomicBool);

#[waitable(storage = borrowed, notifier = Raiser, waiter = Watcher)]
impl Flag {
    #[notify(last, by = [Raiser, Watcher])]
    fn raise(&self) {
        self.0.store(true, Relaxed);
    }

    #[wait(raised)]
    fn is_raised(&self) -> bool {
        self.0.load(Relaxed)
    }

    #[on_drop(waiter)]
    fn lower(&self) {
        self.0.store(false, Relaxed);
    }
}

#[test]
fn a_borrowed_handle_gives_its_claim_up() {
    let flag = Waitable::new(Flag::default());
    let mut watcher = Watcher::claim(&flag).unwrap();
    let tasks = Tasks::<1>::new();
    assert!(watcher.poll_raised(&mut tasks.cx(0)).is_pending());
    Raiser::new(&flag).raise();
    assert_eq!(tasks.wakes(), [1]);
    watcher.raise();
    let mut watcher = Watcher::claim(&flag).unwrap();
    assert!(watcher.is_raised(), "no hook has lowered the flag");
}
