//! How often handles allocate: once for all handles of a condition together, and never afterwards.
#![cfg(not(any(loom, shuttle)))]
#![forbid(unsafe_code)]

use allocation_counter::measure;
use spmc_waker::{Waitable, waitable};
use std::{
    pin::pin,
    sync::atomic::{
        AtomicBool, AtomicU64,
        Ordering::{Acquire, Relaxed, Release},
    },
    task::{Context, Waker},
};

#[waitable(until = |flag| flag.raised.load(Acquire))]
#[derive(Default)]
struct Flag {
    raised: AtomicBool,
}

/// Has everything that a condition may have: fields, hooks, several waiters, and arguments that futures keep.
#[derive(Default)]
struct Crossing {
    passed: AtomicU64,
    armed: AtomicBool,
}

#[waitable(notifier = Gate { id: u64 = 1 }, waiter = Left { seen: u64 }, waiter = Right)]
impl Crossing {
    #[notify]
    fn pass(&self, #[field] id: &mut u64) {
        self.passed.fetch_add(*id, Release);
    }

    #[wait(left, by = Left, wakes = Right)]
    fn try_left(&self, #[field] seen: &mut u64, least: u64) -> Option<u64> {
        *seen = self.passed.load(Acquire);
        (*seen >= least).then_some(*seen)
    }

    #[arm(left)]
    fn arm(&self) {
        self.armed.store(true, Relaxed);
    }

    #[disarm(left)]
    fn disarm(&self) {
        self.armed.store(false, Relaxed);
    }

    #[wait(right, by = Right, wakes = Left)]
    fn try_right(&self, #[once] item: &mut Option<u64>) -> bool {
        self.passed.load(Acquire) > 0 && item.take().is_some()
    }

    #[on_drop(Gate, Left, Right)]
    fn close(&self) {
        self.passed.fetch_add(100, Relaxed);
    }
}

#[waitable(until = |event| event.0.load(Acquire), storage = borrowed)]
struct Event(AtomicBool);

/// Many tasks wait for a permit.
#[derive(Default)]
struct Semaphore {
    free: AtomicU64,
}

#[waitable(notifier = Source, waiters = Permits { taken: u64 = 0 }, waiter = Watch)]
#[allow(
    clippy::missing_const_for_fn,
    reason = "marked methods cannot be constant"
)]
impl Semaphore {
    #[notify(wakes = one(take))]
    fn release(&self) {
        self.free.fetch_add(1, Release);
    }

    #[notify]
    fn knock(&self) {}

    #[wait(take, by = Permits, wakes = none)]
    fn try_take(&self) -> bool {
        let take = |free: u64| free.checked_sub(1);
        self.free.fetch_update(Relaxed, Acquire, take).is_ok()
    }

    #[query(by = Permits)]
    fn taken(&self, #[field] taken: &u64) -> u64 {
        *taken
    }

    #[wait(freed, by = Watch, query)]
    fn is_free(&self) -> bool {
        self.free.load(Acquire) > 0
    }

    #[on_drop(Permits)]
    fn close(&self) {
        self.free.fetch_add(100, Relaxed);
    }
}

fn allocations(run: impl FnOnce()) -> u64 {
    let allocated = measure(run);
    assert_eq!(allocated.count_current, 0, "a leak");
    allocated.count_total
}

#[test]
fn a_pair_is_one_allocation_whatever_is_done_with_it() {
    let allocated = allocations(|| {
        let (notifier, mut waiter) = Flag::default().into_pair();
        let mut cx = Context::from_waker(Waker::noop());
        assert!(waiter.poll_wait(&mut cx).is_pending());
        let other = notifier.clone();
        drop(notifier);
        other.notify(|flag| flag.raised.store(true, Release));
        assert!(waiter.poll_wait(&mut cx).is_ready());
    });
    assert_eq!(allocated, 1);
}

#[test]
fn more_handles_are_one_allocation_too() {
    let allocated = allocations(|| {
        let (mut gate, mut left, mut right) = Crossing::default().into_handles(0);
        let mut cx = Context::from_waker(Waker::noop());
        let mut left = pin!(left.left(1));
        assert!(left.as_mut().poll(&mut cx).is_pending());
        let mut right = pin!(right.right(7));
        assert!(right.as_mut().poll(&mut cx).is_pending());
        gate.clone().pass();
        gate.pass();
        assert!(left.poll(&mut cx).is_ready());
        assert!(right.poll(&mut cx).is_ready());
    });
    assert_eq!(allocated, 1);
}

#[test]
fn borrowed_handles_allocate_nothing() {
    let allocated = allocations(|| {
        let event = Waitable::new(Event(AtomicBool::new(false)));
        let mut waiter = EventWaiter::claim(&event).expect("there is no other");
        let mut cx = Context::from_waker(Waker::noop());
        assert!(waiter.poll_wait(&mut cx).is_pending());
        let notifier = EventNotifier::new(&event);
        notifier.notify(|event| event.0.store(true, Release));
        assert!(waiter.poll_wait(&mut cx).is_ready());
    });
    assert_eq!(allocated, 0);
}

#[test]
fn handles_of_which_there_are_many_are_one_allocation() {
    let allocated = allocations(|| {
        let (source, permits, mut watch) = Semaphore::default().into_handles();
        let mut cx = Context::from_waker(Waker::noop());
        let clones: [_; 20] = std::array::from_fn(|_| permits.clone());
        let mut other = Permits::of(&source);
        assert!(watch.poll_freed(&mut cx).is_pending());
        // A wait that is ready takes no slot.
        for permits in &clones {
            source.release();
            assert!(pin!(permits.take()).poll(&mut cx).is_ready());
            source.release();
            assert!(other.poll_take(&mut cx).is_ready());
            assert!(!permits.try_take());
            assert_eq!(permits.taken(), 0);
        }
    });
    assert_eq!(allocated, 1);
}

#[cfg(target_pointer_width = "64")]
#[test]
fn pending_waits_share_segments_that_are_kept() {
    let allocated = |waits: usize| {
        allocations(|| {
            let (source, permits, _watch) = Semaphore::default().into_handles();
            let mut cx = Context::from_waker(Waker::noop());
            let mut wait = || {
                let mut pending: [_; 80] = std::array::from_fn(|_| permits.take());
                for wait in &mut pending[..waits] {
                    assert!(pin!(wait).poll(&mut cx).is_pending());
                }
                source.knock();
            };
            // The second round uses the slots of the first.
            wait();
            wait();
        })
    };
    assert_eq!(allocated(0), 1);
    // The first segment has four slots, the others as many as a word has bits. The first two are two allocations
    // each: their words, and their slots. From the third on, segments lie in blocks.
    assert_eq!((allocated(1), allocated(4)), (3, 3));
    assert_eq!((allocated(5), allocated(68)), (5, 5));
    assert!(allocated(69) <= 9 && allocated(69) == allocated(80));
}

#[test]
fn borrowed_handles_of_which_there_are_many_allocate_nothing() {
    #[waitable(notifier = Ring, waiters = Ear[3], storage = borrowed)]
    impl Bell {
        #[notify]
        fn ring(&self) {
            self.0.store(true, Release);
        }

        #[wait(rung, query)]
        fn is_rung(&self) -> bool {
            self.0.load(Acquire)
        }
    }

    struct Bell(AtomicBool);

    let allocated = allocations(|| {
        let bell = Waitable::new(Bell(AtomicBool::new(false)));
        let mut cx = Context::from_waker(Waker::noop());
        let mut ears: [_; 3] = std::array::from_fn(|_| Ear::claim(&bell).expect("one is free"));
        for ear in &mut ears {
            assert!(ear.poll_rung(&mut cx).is_pending());
        }
        let mut waits = ears.each_mut().map(Ear::rung);
        for wait in &mut waits {
            assert!(pin!(wait).poll(&mut cx).is_pending());
        }
        Ring::new(&bell).ring();
        for wait in &mut waits {
            assert!(pin!(wait).poll(&mut cx).is_ready());
        }
    });
    assert_eq!(allocated, 0);
}
