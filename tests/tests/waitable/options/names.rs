//! Names, visibilities and documentation of the generated items.

use crate::waitable::poll_once;
use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::time_limit::{block_on, within_limit};
use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    task::{Context, Poll, Waker},
};

mod inner {
    use spmc_waker::waitable;
    use std::sync::{
        Mutex, MutexGuard,
        atomic::{AtomicU64, Ordering::Relaxed},
    };

    /// A private condition with public handles.
    struct Hidden(AtomicU64);

    #[waitable(notifier = pub(crate) Shown, waiter = pub(crate) Seen)]
    impl Hidden {
        #[notify]
        pub(super) fn set(&self) {
            self.0.store(1, Relaxed);
        }

        #[wait]
        pub(super) fn is_set(&self) -> bool {
            self.0.load(Relaxed) == 1
        }
    }

    pub(super) fn hidden() -> (Shown, Seen) {
        Hidden(AtomicU64::new(0)).into_pair()
    }

    /// A private condition that is changed through a guard.
    struct Kept(Mutex<Vec<u8>>);

    #[waitable(notifier = pub(super) Keeper, waiter = pub(super) KeptWaiter)]
    impl Kept {
        #[notify(guard)]
        pub(super) fn list(&self) -> MutexGuard<'_, Vec<u8>> {
            self.0.lock().unwrap()
        }

        #[wait(first, future = FirstOfAll)]
        pub(super) fn try_first(&self) -> Option<u8> {
            self.0.lock().unwrap().first().copied()
        }
    }

    pub(super) fn kept() -> (Keeper, KeptWaiter) {
        Kept(Mutex::default()).into_pair()
    }

    /// The short form, with a waiter that is less visible than its condition.
    #[waitable(until = |level| level.0.load(Relaxed) > 0, notifier = pub(super) Raise, waiter = Raised)]
    pub(super) struct Level(AtomicU64);

    pub(super) fn raised_by(raise: impl FnOnce(&Raise)) -> bool {
        let (notifier, mut raised) = Level(AtomicU64::new(0)).into_pair();
        raise(&notifier);
        raised.try_wait()
    }

    pub(super) fn raise(level: &Level) {
        level.0.store(1, Relaxed);
    }

    /// A condition with a wait that is more visible than its check.
    pub(super) struct Tally(pub(super) AtomicU64);

    #[waitable(notifier = Counter, waiter = Reader, waiter = Resetter)]
    impl Tally {
        #[notify]
        pub(super) fn count(&self) -> u64 {
            self.0.fetch_add(1, Relaxed)
        }

        #[wait(pub(super) reached, by = Reader, blocking, future = Reached, wakes = Resetter)]
        fn is_reached(&self, level: u64) -> bool {
            self.0.load(Relaxed) >= level
        }

        /// The wait is private, too.
        #[wait(reset, by = Resetter, wakes = Reader)]
        pub(super) fn try_reset(&self) -> Option<u64> {
            Some(self.0.swap(0, Relaxed)).filter(|level| *level > 0)
        }
    }

    pub(super) fn checks(reader: &mut Reader) -> bool {
        reader.is_reached(0)
    }
}

#[test]
fn handles_are_as_visible_as_they_are_asked_to_be() {
    let (shown, mut seen): (inner::Shown, inner::Seen) = inner::hidden();
    assert!(poll_once(&mut seen.set()).is_pending());
    shown.set();
    assert!(poll_once(&mut seen.set()).is_ready());
}

#[test]
fn handles_work_where_their_condition_cannot_be_seen() {
    let (keeper, mut waiter): (inner::Keeper, inner::KeptWaiter) = inner::kept();
    keeper.list().push(7);
    let first: inner::FirstOfAll<'_> = waiter.first();
    assert_eq!(block_on(first), 7);
    assert!(inner::raised_by(|notifier| notifier.notify(inner::raise)));
}

#[test]
fn a_wait_is_as_visible_as_it_is_asked_to_be() {
    let (counter, mut reader, mut resetter) = inner::Tally(AtomicU64::new(0)).into_handles();
    // The check keeps the visibility of its method, so only its module can call it.
    assert!(inner::checks(&mut reader));
    counter.count();
    let wait: inner::Reached<'_> = reader.reached(1);
    block_on(wait);
    let mut cx = Context::from_waker(Waker::noop());
    assert!(reader.poll_reached(&mut cx, 2).is_pending());
    within_limit(|| reader.blocking_reached(1));
    assert_eq!(resetter.try_reset(), Some(1));
    assert!(resetter.poll_reset(&mut cx).is_pending());
}

/// Waits whose names are given in each of the possible ways.
#[derive(Default)]
struct Names(AtomicU64);

#[waitable(waiter = W)]
impl Names {
    #[notify]
    fn set(&self, bits: u64) {
        self.0.store(bits, Relaxed);
    }

    #[wait(wakes = none)]
    fn try_first(&self) -> Option<()> {
        self.bit(0).then_some(())
    }

    #[wait(wakes = none)]
    fn is_second_one(&self) -> bool {
        self.bit(1)
    }

    #[wait(third, wakes = none)]
    fn is_bit_two(&self) -> bool {
        self.bit(2)
    }

    #[wait(fourth_of_all, future = Fourth, doc = "Waits for the fourth bit.", wakes = none)]
    fn is_fourth(&self) -> bool {
        self.bit(3)
    }

    #[wait(wakes = none)]
    fn try_match(&self, bits: u64) -> Poll<u64> {
        let found = self.0.load(Relaxed);
        if found == bits {
            Poll::Ready(found)
        } else {
            Poll::Pending
        }
    }

    fn bit(&self, bit: u32) -> bool {
        self.0.load(Relaxed) & (1 << bit) != 0
    }
}

#[test]
fn waits_and_futures_are_named_after_the_check_or_as_asked() {
    let (notifier, mut w): (NamesNotifier, W) = Names::default().into_pair();
    notifier.set(0b1111);
    let first: WFirst<'_> = w.first();
    block_on(first);
    let second: WSecondOne<'_> = w.second_one();
    block_on(second);
    let third: WThird<'_> = w.third();
    block_on(third);
    let fourth: Fourth<'_> = w.fourth_of_all();
    block_on(fourth);
    let matched: WMatch<'_> = w.r#match(0b1111);
    assert_eq!(block_on(matched), 0b1111);
    let mut cx = Context::from_waker(Waker::noop());
    assert!(w.poll_first(&mut cx).is_ready() && w.poll_second_one(&mut cx).is_ready());
    assert!(w.poll_third(&mut cx).is_ready() && w.poll_fourth_of_all(&mut cx).is_ready());
    assert!(w.poll_match(&mut cx, 0).is_pending());
}

/// A borrowed, generic condition that names everything.
struct Store<'s, T>(&'s T, AtomicU64);

#[waitable(notifier = Put, waiter = Take, storage = borrowed)]
impl<'s, T> Store<'s, T> {
    #[notify]
    fn put(&self) {
        self.1.store(1, Relaxed);
    }

    #[wait(take, future = Taking)]
    fn try_take(&self) -> Option<&'s T> {
        (self.1.swap(0, Relaxed) > 0).then_some(self.0)
    }
}

#[test]
fn the_future_of_a_borrowed_condition_has_the_name_that_is_asked_for() {
    let text = String::from("text");
    let store = Waitable::new(Store(&text, AtomicU64::new(0)));
    Put::new(&store).put();
    let mut taker: Take<'_, '_, String> = Take::claim(&store).unwrap();
    let taking: Taking<'_, '_, String> = taker.take();
    assert_eq!(block_on(taking), "text");
}
