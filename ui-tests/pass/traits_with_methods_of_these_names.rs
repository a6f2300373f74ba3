#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// By value, so that a method call finds it before what takes a reference.
trait Pipeline: Sized {
    fn wait(self) {}
    fn poll(self) {}
    fn poll_pushed(self) {}
    fn poll_popped(self) {}
    fn change(self) {}
    fn condition(self) {}
    fn unregister(self) {}
    fn block(self) {}
    fn map(self) {}
    fn repeat(self) {}
    fn fmt(self) {}
    fn finish_non_exhaustive(self) {}
}

impl<T> Pipeline for T {}

pub struct Slot(AtomicUsize);

#[waitable(storage = ref)]
impl Slot {
    #[wait(pushed, by = notifier, default)]
    pub fn try_push(&self) -> bool {
        self.0.fetch_add(1, SeqCst) == 0
    }

    #[wait(popped)]
    pub fn try_pop(&self, least: usize) -> Option<usize> {
        Some(self.0.swap(0, SeqCst)).filter(|popped| *popped >= least)
    }

    #[notify]
    pub fn set(&self, to: usize) {
        self.0.store(to, SeqCst);
    }

    #[notify(by = waiter)]
    pub fn clear(&self) {
        self.0.store(0, SeqCst);
    }

    #[shared]
    pub fn get(&self) -> usize {
        self.0.load(SeqCst)
    }
}

#[waitable(until = |flag| flag.0.load(SeqCst) > 0)]
pub struct Flag(AtomicUsize);

fn main() {
    let slot = Waitable::new(Slot(AtomicUsize::new(0)));
    let (mut notifier, mut waiter) = (slot.notifier().unwrap(), slot.waiter().unwrap());
    assert!(notifier.try_push());
    drop(notifier.pushed());
    assert_eq!(waiter.try_pop(1), Some(1));
    drop(waiter.popped(1));
    notifier.set(2);
    waiter.clear();
    assert_eq!(
        format!("{} {waiter:?}", notifier.get()),
        "0 SlotWaiter { .. }"
    );

    let (notifier, flag) = Flag(AtomicUsize::new(0)).into_pair();
    notifier.notify(|flag| flag.0.store(1, SeqCst));
    assert!(flag.try_wait());
}
