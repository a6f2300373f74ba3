//! `gen` is not a keyword in this edition. It names a wait, a handle, an argument, a field and a future.

#![deny(warnings)]

use spmc_waker::{waitable, Waitable};
use std::sync::atomic::{AtomicU8, Ordering::SeqCst};

#[waitable(until = |gen| gen.gen.load(SeqCst) > 0)]
#[derive(Default)]
pub struct Short {
    gen: AtomicU8,
}

#[derive(Default)]
pub struct Full {
    gen: AtomicU8,
}

#[allow(non_camel_case_types)]
#[waitable(notifier = Tx { gen: u8 }, waiter = gen { gen: u8 = 0 })]
impl Full {
    #[notify(when = |gen| *gen > 0)]
    pub fn set(&self, gen: u8) -> u8 {
        self.gen.swap(gen, SeqCst)
    }

    #[wait(gen, wakes = none)]
    pub fn is_set(&self, #[field] gen: &mut u8) -> bool {
        *gen += 1;
        self.gen.load(SeqCst) > 0
    }

    #[wait(taken, wakes = none)]
    pub fn try_take(&self, #[once] gen: &mut Option<u8>) -> Option<u8> {
        gen.take_if(|gen| self.gen.load(SeqCst) == *gen)
    }

    #[notify]
    pub fn count(&self, #[field] gen: &mut u8) -> u8 {
        *gen += 1;
        *gen
    }

    #[arm(gen)]
    fn arm(&self) {}
}

#[derive(Default)]
pub struct Derived(AtomicU8);

#[waitable(storage = borrowed)]
impl Derived {
    #[notify]
    pub fn gen(&self) {
        self.0.store(1, SeqCst);
    }

    /// Its wait is `r#gen`, which this edition calls `gen` as well.
    #[wait]
    pub fn is_gen(&self) -> bool {
        self.0.load(SeqCst) > 0
    }

    #[arm(gen)]
    fn arm(&self) {}

    #[query]
    pub fn get(&self) -> u8 {
        self.0.load(SeqCst)
    }
}

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = Short::default().into_pair();
    notifier.notify(|gen| gen.gen.store(1, SeqCst));
    assert!(waiter.try_wait());

    let (mut tx, mut rx): (Tx, gen) = Full::default().into_pair(0);
    tx.set(3);
    assert_eq!(tx.count(), 1);
    assert!(rx.is_set());
    assert_eq!(rx.try_take(&mut Some(3)), Some(3));
    drop(rx.gen());
    drop(rx.taken(3));

    let derived = Waitable::new(Derived::default());
    DerivedNotifier::new(&derived).gen();
    let mut waiter = DerivedWaiter::claim(&derived).unwrap();
    assert!(waiter.is_gen() && waiter.get() == 1);
    drop(waiter.gen());
}
