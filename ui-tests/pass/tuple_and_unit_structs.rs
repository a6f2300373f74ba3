//! The short form is on structs of all shapes.

#![deny(warnings)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.0.load(SeqCst))]
pub struct Tuple(AtomicBool);

#[waitable(until = |_| true)]
#[derive(Clone, Copy)]
pub struct Unit;

#[waitable(until = |Braces {}| -> Option<u32> { Some(1) })]
pub struct Braces {}

#[waitable(until = |_| true)]
pub struct EmptyTuple();

#[waitable(until = |pair| pair.1.load(SeqCst))]
#[derive(Default)]
pub struct Pair<T>(T, AtomicBool)
where
    T: Copy;

#[waitable(until = |_| true, storage = borrowed)]
pub struct UnitBorrowed;

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = Tuple(AtomicBool::new(false)).into_pair();
    notifier.notify(|flag| flag.0.store(true, SeqCst));
    assert!(waiter.try_wait());
    assert!(Unit.into_pair().1.try_wait());
    assert_eq!(Braces {}.into_pair().1.try_wait(), Some(1));
    assert!(EmptyTuple().into_pair().1.try_wait());
    let (notifier, mut waiter) = Pair::<u8>::default().into_pair();
    notifier.notify(|pair| pair.1.store(pair.0 == 0, SeqCst));
    assert!(waiter.try_wait());
    static UNIT: spmc_waker::Waitable<UnitBorrowed> = spmc_waker::Waitable::new(UnitBorrowed);
    assert!(UnitBorrowedWaiter::claim(&UNIT).unwrap().try_wait());
    UnitBorrowedNotifier::new(&UNIT).notify(|_| ());
}
