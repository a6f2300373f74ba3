//! Waits of every kind: awaited, polled, checked and blocking.

use super::{Tracked, World, everywhere, point};
use futures::StreamExt as _;
use spmc_waker::{TimedOut, waitable};
use spmc_waker_tests::time_limit::within_limit;
use std::{
    pin::Pin,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    task::{Context, Poll},
    time::{Duration, Instant},
};

/// A condition whose next `pending` checks are pending.
#[derive(Default)]
struct Waits {
    pending: AtomicUsize,
}

impl Waits {
    fn is_ready(&self) -> bool {
        point();
        let pending = self.pending.load(Relaxed);
        self.pending.store(pending.saturating_sub(1), Relaxed);
        pending == 0
    }
}

#[waitable(notifier = N, waiter = A { field: Tracked = Tracked::make() }, waiter = B)]
impl Waits {
    #[notify]
    fn notify(&self) {}

    /// Takes an argument by value. Each check gets a clone of it.
    #[wait(get, by = A, blocking, wakes = B)]
    fn try_get(&self, key: Tracked) -> Option<Tracked> {
        self.is_ready().then_some(key)
    }

    /// Takes an argument once, and returns what it replaces.
    #[wait(put, by = A, blocking, wakes = B)]
    fn try_put(
        &self,
        #[field] field: &mut Tracked,
        #[once] item: &mut Option<Tracked>,
    ) -> Option<Tracked> {
        if !self.is_ready() {
            return None;
        }
        let item = item.take()?;
        point();
        Some(std::mem::replace(field, item))
    }

    /// Is ready without taking its argument.
    #[wait(refuse, by = A, blocking, wakes = B)]
    fn try_refuse(
        &self,
        key: Tracked,
        #[once] item: &mut Option<Tracked>,
    ) -> Poll<Result<(), Tracked>> {
        assert!(item.is_some());
        if self.is_ready() {
            Poll::Ready(Err(key))
        } else {
            Poll::Pending
        }
    }

    #[wait(next_item, by = A, stream, await, wakes = B)]
    fn try_next_item(&self) -> Poll<Option<Tracked>> {
        if self.is_ready() {
            Poll::Ready(Some(Tracked::make()))
        } else {
            Poll::Pending
        }
    }

    #[wait(other, by = B, blocking, wakes = A)]
    fn is_other(&self) -> bool {
        point();
        false
    }

    #[wait(another, by = A, blocking, wakes = B)]
    fn try_another(&self) -> Option<Tracked> {
        self.is_ready().then(Tracked::make)
    }

    #[arm(get)]
    fn arm(&self) {
        point();
    }

    #[disarm(get)]
    fn disarm(&self) {
        point();
    }

    #[disarm(put)]
    fn disarm_put(&self) {
        point();
    }

    #[disarm(refuse)]
    fn disarm_refuse(&self) {
        point();
    }

    #[disarm(another)]
    fn disarm_another(&self) {
        point();
    }

    #[notify(by = A, wakes = none)]
    fn set_pending(&self, checks: usize) -> usize {
        self.pending.swap(checks, Relaxed)
    }
}

/// Runs a wait of `A` whose first `pending` checks are pending. Meanwhile `B` waits, and is woken when that wait ends.
fn waiting(pending: usize, wait: impl Fn(&mut A, &mut Context<'_>)) {
    everywhere(|world: &World| {
        let (_n, mut a, mut b) = Waits::default().into_handles();
        let (waker, other) = (world.waker(0), world.waker(1));
        assert!(b.poll_other(&mut Context::from_waker(&other)).is_pending());
        a.set_pending(pending);
        wait(&mut a, &mut Context::from_waker(&waker));
    });
}

/// Polls a future up to this many times, and drops it.
fn poll<F: Future + Unpin>(mut future: F, cx: &mut Context<'_>, times: usize) -> Option<F::Output> {
    let mut polls = (0..times).map(|_| Pin::new(&mut future).poll(cx));
    let output = polls.find_map(|poll| match poll {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    });
    // Drop the future while the output is a local variable. If it were already returned, a panic here would leak it.
    drop(future);
    output
}

const NOW: Duration = Duration::ZERO;

/// Runs a wait four times: it is ready at its first check, at its second check, in its second poll, or never.
fn each_time(wait: impl Fn(&mut A, &mut Context<'_>)) {
    for pending in [0, 1, 2, 9] {
        waiting(pending, &wait);
    }
}

#[test]
fn checks_leak_nothing() {
    each_time(|a, _| drop(a.try_get(Tracked::new())));
    each_time(|a, _| drop(a.try_put(&mut Some(Tracked::new()))));
    each_time(|a, _| {
        _ = a.try_refuse(Tracked::new(), &mut Some(Tracked::new()));
    });
}

#[test]
fn polls_leak_nothing() {
    each_time(|a, cx| {
        _ = (
            a.poll_get(cx, Tracked::new()),
            a.poll_get(cx, Tracked::new()),
        );
    });
    each_time(|a, cx| {
        let item = &mut Some(Tracked::new());
        _ = (a.poll_put(cx, item), a.poll_put(cx, item));
    });
    each_time(|a, cx| {
        let item = &mut Some(Tracked::new());
        _ = a.poll_refuse(cx, Tracked::new(), item);
        _ = a.poll_refuse(cx, Tracked::new(), item);
    });
    each_time(|a, cx| _ = (a.poll_next_item(cx), a.poll_next_item(cx)));
}

#[test]
fn futures_leak_nothing() {
    each_time(|a, cx| drop(poll(a.get(Tracked::new()), cx, 2)));
    each_time(|a, cx| drop(poll(a.put(Tracked::new()), cx, 2)));
    each_time(|a, cx| drop(poll(a.refuse(Tracked::new(), Tracked::new()), cx, 2)));
    each_time(|a, cx| drop(poll(a.another(), cx, 2)));
    each_time(|a, cx| drop(poll(a, cx, 2)));
}

#[test]
fn streams_leak_nothing() {
    each_time(|a, cx| drop(poll(a.next(), cx, 2)));
}

#[test]
fn blocking_waits_leak_nothing() {
    // Nobody notifies, so the checks must be ready before the thread would block.
    within_limit(|| {
        for pending in [0, 1] {
            waiting(pending, |a, _| drop(a.blocking_get(Tracked::new())));
            waiting(pending, |a, _| drop(a.blocking_put(Tracked::new())));
            waiting(pending, |a, _| drop(a.blocking_another()));
            waiting(pending, |a, _| {
                _ = a.blocking_refuse(Tracked::new(), Tracked::new());
            });
        }
    });
}

#[test]
fn blocking_waits_with_a_time_limit_leak_nothing() {
    each_time(|a, _| _ = a.get_timeout(NOW, Tracked::new()));
    each_time(|a, _| _ = a.get_deadline(Instant::now(), Tracked::new()));
    each_time(|a, _| _ = a.put_timeout(NOW, Tracked::new()));
    each_time(|a, _| _ = a.put_deadline(Instant::now(), Tracked::new()));
    each_time(|a, _| _ = a.refuse_timeout(NOW, Tracked::new(), Tracked::new()));
    each_time(|a, _| _ = a.another_timeout(NOW));
    waiting(9, |a, _| {
        let item = Tracked::new();
        let id = item.0;
        let TimedOut(item) = a.put_timeout(NOW, item).unwrap_err();
        assert_eq!(item.0, id, "the item is returned");
    });
}

/// The thread blocks while a task is pending in another wait of the same handle.
#[test]
fn blocking_waits_that_displace_a_task_leak_nothing() {
    each_time(|a, cx| {
        let pending = a.set_pending(9);
        assert!(a.poll_next_item(cx).is_pending());
        a.set_pending(pending);
        _ = a.another_timeout(NOW);
    });
    waiting(0, |a, cx| {
        a.set_pending(9);
        assert!(a.poll_next_item(cx).is_pending());
        a.set_pending(1);
        drop(within_limit(|| a.blocking_put(Tracked::new())));
    });
}

#[test]
fn unregister_leaks_nothing() {
    waiting(9, |a, cx| {
        assert!(poll(a.put(Tracked::new()), cx, 1).is_none());
        assert!(a.unregister());
        assert!(!a.unregister());
    });
}

/// The first value of a field panics when some handles already exist.
#[test]
fn first_values_leak_nothing() {
    everywhere(|_| {
        let (n, a, b) = Waits::default().into_handles();
        n.notify();
        for _ in 0..5 {
            point();
        }
        drop((n, a, b));
    });
}
