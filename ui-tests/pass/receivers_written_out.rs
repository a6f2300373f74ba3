//! `&self`, in all ways to write it.

#![deny(warnings)]
#![allow(clippy::needless_arbitrary_self_type)]

use spmc_waker::{Waitable, waitable};
use std::sync::{
    Mutex, MutexGuard,
    atomic::{AtomicUsize, Ordering::SeqCst},
};

#[derive(Default)]
pub struct Count<T>(AtomicUsize, Mutex<T>);

#[waitable]
impl<T> Count<T> {
    #[notify]
    pub fn add(self: &Self, by: usize) {
        self.0.fetch_add(by, SeqCst);
    }

    #[notify]
    pub fn add_one(&'_ self) {
        self.0.fetch_add(1, SeqCst);
    }

    #[notify(when = |before| *before > 0)]
    pub fn add_two(self: &'_ Self) -> usize {
        self.0.fetch_add(2, SeqCst)
    }

    #[notify(when = |before| *before > 0)]
    pub fn add_three(self: &Count<T>) -> usize {
        self.0.fetch_add(3, SeqCst)
    }

    #[notify(guard)]
    pub fn lock(self: &Self) -> MutexGuard<'_, T> {
        self.1.lock().unwrap()
    }

    #[wait(await, wakes = none)]
    pub fn is_many(self: &Self) -> bool {
        self.0.load(SeqCst) > 1
    }

    #[wait(wakes = none)]
    pub fn is_more(&'_ self, than: usize) -> bool {
        self.0.load(SeqCst) > than
    }

    #[wait(inner, wakes = none)]
    pub fn try_inner(self: &'_ Self) -> Option<&'_ AtomicUsize> {
        Some(&self.0)
    }

    #[wait(put, wakes = none)]
    pub fn try_put(self: &Self, #[once] item: &mut Option<T>) -> bool {
        item.take()
            .map(|item| *self.1.lock().unwrap() = item)
            .is_some()
    }

    #[query]
    pub fn get(self: &Self) -> usize {
        self.0.load(SeqCst)
    }

    #[arm(many)]
    fn arm(self: &Self) {}

    #[disarm(more)]
    fn disarm(&'_ self) {}

    #[on_drop(notifier)]
    fn leave(self: &Self) {}

    #[on_drop(waiter)]
    fn leave_too(self: &'_ Count<T>) {}
}

#[derive(Default)]
pub struct Borrowed(AtomicUsize);

#[waitable(waiter = First, waiter = Second { at: usize = 0 }, storage = borrowed)]
impl Borrowed {
    #[wait(by = First, wakes = Second)]
    pub fn try_first(self: &Self) -> bool {
        self.0.swap(1, SeqCst) == 0
    }

    #[wait(by = Second, wakes = First)]
    pub fn try_second(self: &'_ Borrowed, #[field] at: &mut usize) -> bool {
        *at += 1;
        self.0.swap(0, SeqCst) == 1
    }

    #[arm(second)]
    fn arm(self: &Borrowed, at: &mut usize) {
        *at += 1;
    }
}

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = Count::<u8>::default().into_pair();
    notifier.add(1);
    notifier.add_one();
    notifier.add_two();
    notifier.add_three();
    **notifier.lock() += 1;
    assert!(waiter.is_many() && waiter.is_more(6));
    assert!(waiter.try_put(&mut Some(2)) && waiter.try_inner().is_some());
    assert_eq!(waiter.get(), 7);
    drop(waiter.many());
    drop(waiter.more(1));
    drop(waiter.inner());
    drop(waiter.put(1));

    let borrowed = Waitable::new(Borrowed::default());
    let mut first = First::claim(&borrowed).unwrap();
    let mut second = Second::claim(&borrowed).unwrap();
    assert!(first.try_first() && second.try_second());
    drop((first.first(), second.second()));
}
