//! A change wakes all waits. A wait that is ready wakes those that it names.

use crate::waitable::Tasks;
use spmc_waker::waitable;
use spmc_waker_tests::time_limit::{block_on, within_limit};
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{Arc, Mutex, MutexGuard},
    task::{Context, Wake, Waker},
    time::Duration,
};

/// Three waiters and a notifier. The argument of each check says whether it is ready.
#[derive(Default)]
struct Hub {
    count: Mutex<usize>,
}

#[waitable(notifier = Source, waiter = A, waiter = B, waiter = C)]
impl Hub {
    #[notify]
    fn change(&self) {}

    #[notify(by = [A, B, C])]
    fn change_too(&self) {}

    #[notify(by = [Source, B], when = |is_change| *is_change)]
    fn change_when(&self, is_change: bool) -> bool {
        is_change
    }

    #[notify(cold, by = [Source, C])]
    fn change_cold(&self) {}

    #[notify(guard, by = [Source, A])]
    fn lock(&self) -> MutexGuard<'_, usize> {
        self.count.lock().unwrap()
    }

    #[notify(by = [Source, B])]
    fn change_and_panic(&self) {
        panic!("after the change");
    }

    #[wait(a, by = A, wakes = [B, C])]
    fn is_a(&self, ready: bool) -> bool {
        ready
    }

    #[wait(b, by = B, blocking, wakes = [A, C])]
    fn try_b(&self, ready: bool) -> Option<()> {
        ready.then_some(())
    }

    #[wait(c, by = C, wakes = [A, B])]
    fn is_c(&self, ready: bool) -> bool {
        assert!(!ready, "while checking");
        ready
    }

    #[wait(seen, by = B, query)]
    fn is_seen(&self) -> bool {
        *self.count.lock().unwrap() == 0
    }

    #[query]
    fn count(&self) -> usize {
        *self.count.lock().unwrap()
    }

    #[on_drop(Source, B)]
    fn leave(&self) {
        *self.count.lock().unwrap() += 1;
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
fn a_change_wakes_every_waiter_and_the_one_that_did_it() {
    assert_eq!(woken_by_use(|(source, _, _, _)| source.change()), [1, 1, 1]);
    assert_eq!(woken_by_use(|(_, a, _, _)| a.change_too()), [1, 1, 1]);
    assert_eq!(woken_by_use(|(_, _, b, _)| b.change_too()), [1, 1, 1]);
    assert_eq!(woken_by_use(|(_, _, _, c)| c.change_too()), [1, 1, 1]);
}

#[test]
fn a_cold_change_wakes_every_waiter_and_the_one_that_did_it() {
    assert_eq!(woken_by_use(|(source, ..)| source.change_cold()), [1, 1, 1]);
    assert_eq!(woken_by_use(|(_, _, _, c)| c.change_cold()), [1, 1, 1]);
}

#[test]
fn when_decides_for_all_waiters() {
    let by_source = |is_change| {
        woken_by_use(|(source, ..)| {
            source.change_when(is_change);
        })
    };
    let by_b = |is_change| {
        woken_by_use(|(_, _, b, _)| {
            b.change_when(is_change);
        })
    };
    assert_eq!((by_source(true), by_source(false)), ([1, 1, 1], [0, 0, 0]));
    assert_eq!((by_b(true), by_b(false)), ([1, 1, 1], [0, 0, 0]));
}

#[test]
fn the_end_of_a_guard_wakes_every_waiter_and_the_one_that_had_it() {
    assert_eq!(woken_by_use(|(source, ..)| drop(source.lock())), [1, 1, 1]);
    assert_eq!(woken_by_use(|(_, a, ..)| drop(a.lock())), [1, 1, 1]);
}

#[test]
fn a_change_that_panics_wakes_all_the_same() {
    let by_source = woken_by_use(|(source, ..)| {
        catch_unwind(AssertUnwindSafe(|| source.change_and_panic())).unwrap_err();
    });
    let by_b = woken_by_use(|(_, _, b, _)| {
        catch_unwind(AssertUnwindSafe(|| b.change_and_panic())).unwrap_err();
    });
    assert_eq!((by_source, by_b), ([1, 1, 1], [1, 1, 1]));
}

#[test]
fn a_ready_wait_wakes_every_waiter_but_its_own() {
    let mut noop = Context::from_waker(Waker::noop());
    let polled = woken_by_use(|(_, a, _, _)| assert!(a.poll_a(&mut noop, true).is_ready()));
    let awaited = woken_by_use(|(_, _, b, _)| block_on(b.b(true)));
    let checked = woken_by_use(|(_, a, _, _)| assert!(a.is_a(true)));
    assert_eq!(
        [polled, awaited, checked],
        [[0, 1, 1], [1, 0, 1], [0, 1, 1]]
    );
    let blocked = woken_by_use(|(_, _, b, _)| within_limit(|| b.blocking_b(true)));
    let in_time = woken_by_use(|(_, _, b, _)| b.b_timeout(Duration::ZERO, true).unwrap());
    assert_eq!([blocked, in_time], [[1, 0, 1]; 2]);
}

#[test]
fn a_pending_check_wakes_nobody() {
    let checked = woken_by_use(|(_, a, b, c)| {
        assert!(!a.is_a(false));
        assert!(b.try_b(false).is_none());
        assert!(!c.is_c(false));
    });
    assert_eq!(checked, [0; 3]);
}

#[test]
fn a_check_that_panics_wakes_every_waiter_but_its_own() {
    let checked = woken_by_use(|(_, _, _, c)| {
        catch_unwind(AssertUnwindSafe(|| c.is_c(true))).unwrap_err();
    });
    assert_eq!(checked, [1, 1, 0]);
}

#[test]
fn a_query_wakes_nobody() {
    let mut noop = Context::from_waker(Waker::noop());
    let queried = woken_by_use(|(source, a, b, c)| {
        assert_eq!([source.count(), a.count(), b.count(), c.count()], [0; 4]);
        assert!(source.is_seen() && a.is_seen() && b.is_seen() && c.is_seen());
        assert!(b.poll_seen(&mut noop).is_ready());
        block_on(b.seen());
    });
    assert_eq!(queried, [0; 3]);
}

#[test]
fn a_drop_wakes_every_other_waiter_if_there_is_a_hook() {
    let with_hook = woken_by(|(source, a, b, c)| {
        drop(b);
        (source, a, c)
    });
    let without = woken_by(|(source, a, b, c)| {
        drop(a);
        (source, b, c)
    });
    assert_eq!((with_hook, without), ([1, 0, 1], [0, 0, 0]));
    let notifier = woken_by(|(source, a, b, c)| {
        drop(source.clone());
        drop(source);
        (a, b, c)
    });
    assert_eq!(notifier, [1, 1, 1], "only the last notifier wakes");
}

/// A task that panics when it is woken.
struct Panics;

impl Wake for Panics {
    fn wake(self: Arc<Self>) {
        panic!("while being woken");
    }
}

#[test]
fn a_waker_that_panics_does_not_keep_the_others_from_being_woken() {
    let waker = Waker::from(Arc::new(Panics));
    let cx = &mut Context::from_waker(&waker);
    let panicked = |change: &mut dyn FnMut()| {
        catch_unwind(AssertUnwindSafe(change)).unwrap_err();
    };
    let first = woken_by_use(|(source, a, _, _)| {
        assert!(a.poll_a(cx, false).is_pending());
        panicked(&mut || source.change());
    });
    assert_eq!(first, [0, 1, 1]);
    let second = woken_by_use(|(source, _, b, _)| {
        assert!(b.poll_b(cx, false).is_pending());
        panicked(&mut || source.change_cold());
    });
    assert_eq!(second, [1, 0, 1]);
    let of_a_ready_check = woken_by_use(|(_, a, b, _)| {
        assert!(b.poll_b(cx, false).is_pending());
        panicked(&mut || assert!(a.is_a(true)));
    });
    assert_eq!(of_a_ready_check, [0, 0, 1]);
    let of_a_drop = woken_by(|(source, mut a, b, c)| {
        assert!(a.poll_a(cx, false).is_pending());
        let mut b = Some(b);
        panicked(&mut || drop(b.take()));
        (source, a, c)
    });
    assert_eq!(of_a_drop, [0, 0, 1]);
}

/// Makes the wakers of the waiters in this mask panic. Expects that the change still wakes all waiters, and that it
/// passes on one panic.
fn panicking(mask: usize, change: impl FnOnce(Handles)) {
    struct Task {
        number: usize,
        panics: bool,
        wakes: Arc<Mutex<[usize; 3]>>,
    }

    impl Wake for Task {
        fn wake(self: Arc<Self>) {
            self.wakes.lock().unwrap()[self.number] += 1;
            if self.panics {
                // Panic without a message.
                resume_unwind(Box::new(self.number));
            }
        }
    }

    let wakes = Arc::default();
    let [a_waker, b_waker, c_waker] = [0, 1, 2].map(|number| {
        Waker::from(Arc::new(Task {
            number,
            panics: mask & 1 << number != 0,
            wakes: Arc::clone(&wakes),
        }))
    });
    let (source, mut a, mut b, mut c) = Hub::default().into_handles();
    assert!(
        a.poll_a(&mut Context::from_waker(&a_waker), false)
            .is_pending()
    );
    assert!(
        b.poll_b(&mut Context::from_waker(&b_waker), false)
            .is_pending()
    );
    assert!(
        c.poll_c(&mut Context::from_waker(&c_waker), false)
            .is_pending()
    );
    let handles = (source, a, b, c);
    let panic = catch_unwind(AssertUnwindSafe(|| change(handles))).unwrap_err();
    let first = mask.trailing_zeros() as usize;
    assert_eq!(
        panic.downcast_ref(),
        Some(&first),
        "the first panic was passed on"
    );
    assert_eq!(*wakes.lock().unwrap(), [1; 3]);
}

#[test]
fn several_wakers_that_panic_are_one_panic_and_all_are_woken() {
    for mask in 1..8 {
        panicking(mask, |(source, ..)| source.change());
        panicking(mask, |(source, ..)| source.change_cold());
        panicking(mask, |(source, ..)| drop(source.lock()));
        panicking(mask, |(source, a, b, c)| {
            drop(source);
            drop((a, b, c));
        });
        panicking(mask, |(source, ..)| {
            source.change_when(true);
        });
    }
}
