//! The option `wakes`: a change or a wait wakes only the waiters that it names.

use crate::waitable::Tasks;
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{block_on, within_limit};
use std::{
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Waker},
    time::Duration,
};

/// Three waiters and a notifier. The argument of each check says whether it is ready.
#[derive(Default)]
struct Hub {
    list: Mutex<Vec<u8>>,
    hooks: AtomicUsize,
}

#[waitable(notifier = Source, waiter = A, waiter = B, waiter = C)]
impl Hub {
    #[notify(wakes = B)]
    fn for_b(&self) {}

    #[notify(by = [Source, A, B], wakes = [A, C])]
    fn for_a_and_c(&self) {}

    #[notify(wakes = none)]
    fn for_none(&self) {}

    #[notify(when = |is_change| *is_change, wakes = [B, C])]
    fn for_b_and_c_when(&self, is_change: bool) -> bool {
        is_change
    }

    #[notify(cold, wakes = C)]
    fn for_c_cold(&self) {}

    #[notify(guard, wakes = A)]
    fn list_for_a(&self) -> MutexGuard<'_, Vec<u8>> {
        self.list.lock().unwrap()
    }

    #[notify(guard, by = [Source, A], wakes = none)]
    fn list_for_none(&self) -> Option<MutexGuard<'_, Vec<u8>>> {
        self.list.lock().ok()
    }

    #[wait(a, by = A, wakes = C, blocking)]
    fn is_a(&self, ready: bool) -> bool {
        ready
    }

    #[wait(b, by = B, wakes = [A, C], blocking)]
    fn is_b(&self, ready: bool) -> bool {
        ready
    }

    #[wait(c, by = C, wakes = none, blocking)]
    fn is_c(&self, ready: bool) -> bool {
        ready
    }

    #[on_drop(Source, wakes = B)]
    fn source_leaves(&self) {
        self.hooks.fetch_add(1, Relaxed);
    }

    #[on_drop(A, wakes = [B, C])]
    fn a_leaves(&self) {
        self.hooks.fetch_add(1, Relaxed);
    }

    #[on_drop(B, C, wakes = none)]
    fn b_or_c_leaves(&self) {
        self.hooks.fetch_add(1, Relaxed);
    }

    #[query]
    fn hooks(&self) -> usize {
        self.hooks.load(Relaxed)
    }
}

type Handles = (Source, A, B, C);

/// Makes each of the waiters wait, and returns how often the change wakes each.
fn woken_by<R>(change: impl FnOnce(Handles) -> R) -> [usize; 3] {
    let wait = |(_, a, b, c): &mut Handles, tasks: &Tasks<3>| {
        [
            a.poll_a(&mut tasks.cx(0), false),
            b.poll_b(&mut tasks.cx(1), false),
            c.poll_c(&mut tasks.cx(2), false),
        ]
    };
    crate::waitable::woken_by(Hub::default().into_handles(), wait, change)
}

/// The same for a change that borrows the handles.
fn woken_by_use(change: impl FnOnce(&mut Handles)) -> [usize; 3] {
    woken_by(|mut handles| {
        change(&mut handles);
        handles
    })
}

#[test]
fn a_change_wakes_the_waiters_that_it_names() {
    assert_eq!(woken_by_use(|(source, ..)| source.for_b()), [0, 1, 0]);
    assert_eq!(woken_by_use(|(source, ..)| source.for_a_and_c()), [1, 0, 1]);
    assert_eq!(woken_by_use(|(source, ..)| source.for_none()), [0, 0, 0]);
    assert_eq!(woken_by_use(|(source, ..)| source.for_c_cold()), [0, 0, 1]);
}

#[test]
fn a_waiter_that_is_named_is_woken_by_its_own_change() {
    assert_eq!(woken_by_use(|(_, a, ..)| a.for_a_and_c()), [1, 0, 1]);
    assert_eq!(woken_by_use(|(_, _, b, _)| b.for_a_and_c()), [1, 0, 1]);
}

#[test]
fn when_decides_for_the_named_waiters() {
    let by_source = |is_change| {
        woken_by_use(|(source, ..)| {
            source.for_b_and_c_when(is_change);
        })
    };
    assert_eq!((by_source(true), by_source(false)), ([0, 1, 1], [0, 0, 0]));
}

#[test]
fn the_end_of_a_guard_wakes_the_named_waiters() {
    assert_eq!(
        woken_by_use(|(source, ..)| drop(source.list_for_a())),
        [1, 0, 0]
    );
    assert_eq!(
        woken_by_use(|(source, ..)| drop(source.list_for_none())),
        [0, 0, 0]
    );
    assert_eq!(
        woken_by_use(|(_, a, ..)| drop(a.list_for_none())),
        [0, 0, 0]
    );
}

#[test]
fn a_ready_wait_wakes_the_waiters_that_it_names() {
    let mut cx = Context::from_waker(Waker::noop());
    let a = woken_by_use(|(_, a, _, _)| assert!(a.poll_a(&mut cx, true).is_ready()));
    let b = woken_by_use(|(_, _, b, _)| assert!(b.poll_b(&mut cx, true).is_ready()));
    let c = woken_by_use(|(_, _, _, c)| assert!(c.poll_c(&mut cx, true).is_ready()));
    assert_eq!([a, b, c], [[0, 0, 1], [1, 0, 1], [0, 0, 0]]);
    let a = woken_by_use(|(_, a, _, _)| block_on(a.a(true)));
    let b = woken_by_use(|(_, _, b, _)| block_on(b.b(true)));
    let c = woken_by_use(|(_, _, _, c)| block_on(c.c(true)));
    assert_eq!([a, b, c], [[0, 0, 1], [1, 0, 1], [0, 0, 0]]);
    let a = woken_by_use(|(_, a, _, _)| within_limit(|| a.blocking_a(true)));
    let b = woken_by_use(|(_, _, b, _)| b.b_timeout(Duration::ZERO, true).unwrap());
    let c = woken_by_use(|(_, _, _, c)| within_limit(|| c.blocking_c(true)));
    assert_eq!([a, b, c], [[0, 0, 1], [1, 0, 1], [0, 0, 0]]);
}

#[test]
fn a_ready_check_wakes_the_waiters_that_it_names() {
    let a = woken_by_use(|(_, a, _, _)| assert!(a.is_a(true)));
    let b = woken_by_use(|(_, _, b, _)| assert!(b.is_b(true)));
    let c = woken_by_use(|(_, _, _, c)| assert!(c.is_c(true)));
    assert_eq!([a, b, c], [[0, 0, 1], [1, 0, 1], [0, 0, 0]]);
}

#[test]
fn a_drop_wakes_the_waiters_that_its_hook_names() {
    let source = woken_by(|(source, a, b, c)| {
        drop(source);
        assert_eq!(a.hooks(), 1);
        (a, b, c)
    });
    let a = woken_by(|(source, a, b, c)| {
        drop(a);
        assert_eq!(source.hooks(), 1);
        (source, b, c)
    });
    let b = woken_by(|(source, a, b, c)| {
        drop(b);
        assert_eq!(source.hooks(), 1);
        (source, a, c)
    });
    let c = woken_by(|(source, a, b, c)| {
        drop(c);
        assert_eq!(source.hooks(), 1);
        (source, a, b)
    });
    assert_eq!([source, a, b, c], [[0, 1, 0], [0, 1, 1], [0; 3], [0; 3]]);
}
