//! `self::` in a closure, in a first value or in a budget names a module, not the condition. `Self::` names the condition.

#![deny(warnings)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

const START: u32 = 1;

fn is_high(level: u32) -> bool {
    level > START
}

#[waitable(until = |level| self::is_high(level.0.load(SeqCst)))]
struct Level(AtomicU32);

struct Count(AtomicU32);

#[waitable(waiter = Watcher { least: u32 = self::START })]
impl Count {
    const SHARE: usize = 2;

    #[notify(when = |before| self::is_high(*before + 1))]
    fn add(&self) -> u32 {
        self.0.fetch_add(1, SeqCst)
    }

    #[wait(within, budget = Self::SHARE + self::START as usize)]
    fn is_enough(&self, #[field] least: &mut u32) -> bool {
        self.0.load(SeqCst) > *least
    }
}

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = Level(AtomicU32::new(0)).into_pair();
    notifier.notify(|level| level.0.store(2, SeqCst));
    assert!(waiter.try_wait());

    let (notifier, mut watcher) = Count(AtomicU32::new(0)).into_pair();
    assert_eq!(notifier.add(), 0);
    assert!(!watcher.is_enough());
    assert_eq!(notifier.add(), 1);
    drop(watcher.enough());
    assert!(watcher.is_enough());
}
