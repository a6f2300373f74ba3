//! Queries with code that looks like a change of the condition, but is not.

#![deny(warnings)]
#![allow(deprecated)]

use spmc_waker::waitable;
use std::{
    cell::Cell,
    sync::atomic::{AtomicBool, AtomicU32, Ordering, Ordering::SeqCst},
};

#[derive(Default)]
pub struct Flags {
    bits: AtomicU32,
    up: AtomicBool,
    looks: AtomicU32,
}

/// Others have methods of these names, and names like those of orderings.
#[derive(Clone, Copy)]
pub enum Key {
    Acquire,
    Release,
}

#[derive(Default)]
pub struct Log(Cell<usize>);

impl Log {
    fn store(&self, _: Key) {
        self.0.set(self.0.get() + 1);
    }

    fn swap(&self, _: Key) {
        self.0.set(self.0.get() + 1);
    }

    fn update(&self, _: Key, _: Key) {
        self.0.set(self.0.get() + 1);
    }

    fn fetch_all(&self, first: usize) -> usize {
        self.0.get() + first
    }
}

impl Flags {
    /// What no wait looks at.
    fn count_look(&self) {
        self.looks.fetch_add(1, SeqCst);
    }
}

#[waitable]
impl Flags {
    #[notify]
    pub fn set(&self, bits: u32) -> u32 {
        self.bits.swap(bits, SeqCst)
    }

    #[wait(all, query)]
    pub fn has_all(&self, bits: u32) -> bool {
        self.bits.fetch_or(0, Ordering::Release) & bits == bits
    }

    #[wait(wakes = none)]
    pub fn is_up(&self) -> bool {
        self.up.swap(false, SeqCst)
    }

    /// Loads that release.
    #[query]
    pub fn get(&self) -> u32 {
        self.count_look();
        let all = [
            self.bits.fetch_add(0, SeqCst),
            self.bits.fetch_sub(0_u32, Ordering::AcqRel),
            self.bits.fetch_or(0x0, SeqCst),
            self.bits.fetch_xor(0b0u32, SeqCst),
            AtomicU32::fetch_add(&self.bits, 0, SeqCst),
        ];
        let is_up = self.up.fetch_or(false, SeqCst);
        assert_eq!(is_up, self.up.fetch_xor(false, SeqCst));
        assert_eq!(is_up, self.up.fetch_and(true, SeqCst));
        all[0]
    }

    /// Changes of what is not shared.
    #[query]
    pub fn logged(&self) -> usize {
        let log = Log::default();
        log.store(Key::Acquire);
        log.swap(Key::Release);
        log.update(Key::Acquire, Key::Release);
        let mut counts = [log.fetch_all(0), 5];
        counts.swap(0, 1);
        let [first, second] = &mut counts;
        std::mem::swap(first, second);
        log.0.swap(&Cell::new(1));
        counts[0] + counts[1]
    }
}

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = Flags::default().into_pair();
    assert_eq!(notifier.set(3), 0);
    assert!(waiter.has_all(2) && !notifier.has_all(4) && !waiter.is_up());
    assert_eq!((notifier.get(), waiter.get()), (3, 3));
    assert_eq!(waiter.logged(), 8);
}
