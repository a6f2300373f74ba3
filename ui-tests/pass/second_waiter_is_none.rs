//! A waiter of a borrowed condition can be claimed once at a time.

#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), storage = borrowed)]
struct Flag {
    raised: AtomicBool,
}

struct Relay {
    full: AtomicBool,
}

#[waitable(waiter = Giver, waiter = Taker, storage = borrowed)]
impl Relay {
    #[wait(give, by = Giver, wakes = Taker)]
    fn try_give(&self) -> bool {
        !self.full.swap(true, SeqCst)
    }

    #[wait(take, by = Taker, wakes = Giver)]
    fn try_take(&self) -> bool {
        self.full.swap(false, SeqCst)
    }
}

#[test]
fn compiles_and_works() {
    let mut flag = Waitable::new(Flag {
        raised: AtomicBool::new(true),
    });
    let first = FlagWaiter::claim(&flag);
    assert!(FlagWaiter::claim(&flag).is_none());
    drop(first);
    assert!(FlagWaiter::claim(&flag).unwrap().try_wait());
    FlagNotifier::new(&flag)
        .clone()
        .notify(|flag| flag.raised.store(false, SeqCst));
    std::mem::forget(FlagWaiter::claim(&flag));
    assert!(FlagWaiter::claim(&flag).is_none());
    flag.reset();
    assert!(FlagWaiter::claim(&flag).is_some());

    let relay = Waitable::new(Relay {
        full: AtomicBool::new(false),
    });
    let mut giver = Giver::claim(&relay).unwrap();
    let mut taker = Taker::claim(&relay).unwrap();
    assert!(Giver::claim(&relay).is_none() && Taker::claim(&relay).is_none());
    assert!(giver.try_give() && taker.try_take());
    drop((giver.give(), taker.take()));
    drop(giver);
    assert!(Giver::claim(&relay).is_some() && Taker::claim(&relay).is_none());
}
