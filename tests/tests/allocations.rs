//! How often handles allocate: once for all handles of a condition together, and never afterwards.
#![cfg(not(loom))]
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
