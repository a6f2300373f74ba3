//! `claim`: at most one of each waiter at a time.

use super::{Event, EventNotifier, EventWaiter};
use crate::waitable::{Tasks, poll_once};
use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::time_limit::{block_on, join};
use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{
            AtomicBool, AtomicUsize,
            Ordering::{Relaxed, SeqCst},
        },
    },
    thread,
};

#[test]
fn there_is_one_waiter_at_a_time() {
    let event = Waitable::new(Event::new());
    let waiter = EventWaiter::claim(&event).unwrap();
    assert!(EventWaiter::claim(&event).is_none());
    drop(waiter);
    let tasks = Tasks::<1>::new();
    {
        let mut waiter = EventWaiter::claim(&event).unwrap();
        let cx = &mut tasks.cx(0);
        assert!(waiter.poll_wait(cx).is_pending());
        EventNotifier::new(&event).notify(Event::happen);
        assert_eq!(tasks.wakes(), [1]);
        assert!(waiter.poll_wait(cx).is_ready());
    }
    assert_eq!(
        Arc::strong_count(&tasks.0[0].0),
        2,
        "the waiter's drop has dropped the waker"
    );
    assert!(EventWaiter::claim(&event).is_some());
}

#[test]
fn one_of_many_threads_claims_the_waiter() {
    static EVENT: Waitable<Event> = Waitable::new(Event::new());
    static HELD: AtomicUsize = AtomicUsize::new(0);

    let got = || {
        let threads = [(); 4].map(|()| {
            thread::spawn(|| {
                let mut got = 0;
                for _ in 0..500 {
                    if let Some(mut waiter) = EventWaiter::claim(&EVENT) {
                        assert_eq!(HELD.fetch_add(1, SeqCst), 0);
                        _ = poll_once(&mut waiter.wait());
                        HELD.fetch_sub(1, SeqCst);
                        got += 1;
                    }
                }
                got
            })
        });
        threads.map(join).iter().sum::<usize>()
    };
    assert!(got() >= 1);
    assert!(EventWaiter::claim(&EVENT).is_some());
}

/// A slot that two waiters fill and empty in turn, with a hook that panics on request.
struct Relay {
    full: AtomicBool,
    leave_panics: bool,
}

impl Relay {
    const fn new(full: bool) -> Self {
        Self {
            full: AtomicBool::new(full),
            leave_panics: false,
        }
    }
}

#[waitable(waiter = Giver, waiter = Taker, storage = borrowed)]
impl Relay {
    #[wait(give, by = Giver, wakes = Taker)]
    fn try_give(&self) -> bool {
        !self.full.swap(true, Relaxed)
    }

    #[wait(take, by = Taker, wakes = Giver)]
    fn try_take(&self) -> bool {
        self.full.swap(false, Relaxed)
    }

    #[on_drop(Taker)]
    fn leave(&self) {
        self.full.store(false, Relaxed);
        assert!(!self.leave_panics, "while leaving");
    }
}

#[test]
fn each_of_two_waiters_is_claimed_by_itself() {
    let relay = Waitable::new(Relay::new(false));
    let giver = Giver::claim(&relay).unwrap();
    assert!(Giver::claim(&relay).is_none());
    let taker = Taker::claim(&relay).unwrap();
    assert!(Giver::claim(&relay).is_none());
    assert!(Taker::claim(&relay).is_none());
    drop(giver);
    assert!(Taker::claim(&relay).is_none());
    let giver = Giver::claim(&relay).unwrap();
    drop((giver, taker));
    assert!(Giver::claim(&relay).is_some());
    assert!(Taker::claim(&relay).is_some());
}

#[test]
fn two_waiters_work_from_two_threads() {
    let relay = Waitable::new(Relay::new(false));
    let (mut giver, mut taker) = (Giver::claim(&relay).unwrap(), Taker::claim(&relay).unwrap());
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..1000 {
                block_on(giver.give());
            }
        });
        for _ in 0..1000 {
            block_on(taker.take());
        }
    });
    // Each item was taken, so there is room again.
    assert!(poll_once(&mut taker.take()).is_pending());
    assert!(poll_once(&mut giver.give()).is_ready());
}

#[test]
fn a_hook_that_panics_wakes_and_gives_the_claim_up() {
    let relay = Waitable::new(Relay {
        leave_panics: true,
        ..Relay::new(true)
    });
    let tasks = Tasks::<1>::new();
    let mut giver = Giver::claim(&relay).unwrap();
    assert!(giver.poll_give(&mut tasks.cx(0)).is_pending());
    let taker = Taker::claim(&relay).unwrap();
    assert!(catch_unwind(AssertUnwindSafe(|| drop(taker))).is_err());
    assert_eq!(tasks.wakes(), [1]);
    mem::forget(Taker::claim(&relay).unwrap());
    assert!(giver.try_give());
}

/// A condition whose hook tries to claim the waiter that is being dropped.
struct Busy {
    claimed_in_the_hook: AtomicBool,
}

static BUSY: Waitable<Busy> = Waitable::new(Busy {
    claimed_in_the_hook: AtomicBool::new(false),
});

#[waitable(storage = borrowed)]
impl Busy {
    #[notify]
    fn nothing(&self) {}

    #[wait(never)]
    fn is_never(&self) -> bool {
        false
    }

    #[on_drop(waiter)]
    fn leave(&self) {
        let is_claimed = BusyWaiter::claim(&BUSY).is_some();
        self.claimed_in_the_hook.store(is_claimed, Relaxed);
    }

    #[query]
    fn was_claimed(&self) -> bool {
        self.claimed_in_the_hook.load(Relaxed)
    }
}

#[test]
fn the_claim_is_given_up_after_the_hook() {
    drop(BusyWaiter::claim(&BUSY).unwrap());
    let notifier = BusyNotifier::new(&BUSY);
    notifier.nothing();
    assert!(!notifier.was_claimed());
    assert!(BusyWaiter::claim(&BUSY).is_some());
}

/// Handles whose first value panics when it is told to.
struct Unlucky;

fn luck() -> u8 {
    assert!(!BAD_LUCK.load(Relaxed), "no value");
    1
}

static BAD_LUCK: AtomicBool = AtomicBool::new(false);

#[waitable(
    notifier = Bell,
    waiter = Lone { first: u8 = luck() },
    waiters = Many[1] { second: u8 = luck() },
    storage = borrowed
)]
impl Unlucky {
    #[notify]
    fn ring(&self) {}

    #[wait(lone, by = Lone, wakes = none)]
    fn is_lone(&self, #[field] first: &u8) -> bool {
        *first == 1
    }

    #[wait(many, by = Many, wakes = none)]
    fn is_many(&self, #[field] second: &u8) -> bool {
        *second == 1
    }
}

#[test]
fn a_first_value_that_panics_gives_the_claim_up() {
    let unlucky = Waitable::new(Unlucky);
    BAD_LUCK.store(true, Relaxed);
    for _ in 0..2 {
        catch_unwind(AssertUnwindSafe(|| Lone::claim(&unlucky))).unwrap_err();
        catch_unwind(AssertUnwindSafe(|| Many::claim(&unlucky))).unwrap_err();
    }
    BAD_LUCK.store(false, Relaxed);
    let (mut lone, many) = (
        Lone::claim(&unlucky).unwrap(),
        Many::claim(&unlucky).unwrap(),
    );
    Bell::new(&unlucky).ring();
    assert!(lone.is_lone() && many.is_many());
}

/// A field whose drop panics.
struct Fragile(bool);

impl Drop for Fragile {
    fn drop(&mut self) {
        assert!(!self.0, "a field's drop");
    }
}

struct Shelf;

#[waitable(
    notifier = Hand,
    waiter = Cup { cup: Fragile },
    waiters = Glass[1] { glass: Fragile },
    storage = borrowed
)]
impl Shelf {
    #[notify]
    fn shake(&self) {}

    #[wait(cup, by = Cup, wakes = none)]
    fn is_cup_whole(&self, #[field] cup: &Fragile) -> bool {
        !cup.0
    }

    #[wait(glass, by = Glass, wakes = none)]
    fn is_glass_whole(&self, #[field] glass: &Fragile) -> bool {
        !glass.0
    }
}

#[test]
fn a_field_whose_drop_panics_gives_the_claim_up() {
    let shelf = Waitable::new(Shelf);
    Hand::new(&shelf).shake();
    for breaks in [true, false] {
        let mut cup = Cup::claim(&shelf, Fragile(breaks)).unwrap();
        let glass = Glass::claim(&shelf, Fragile(breaks)).unwrap();
        assert_eq!(
            (cup.is_cup_whole(), glass.is_glass_whole()),
            (!breaks, !breaks)
        );
        let panicked = [
            catch_unwind(AssertUnwindSafe(|| drop(cup))).is_err(),
            catch_unwind(AssertUnwindSafe(|| drop(glass))).is_err(),
        ];
        assert_eq!(panicked, [breaks; 2]);
    }
}
