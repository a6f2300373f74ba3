#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst), storage = ref)]
struct Flag {
    raised: AtomicBool,
}

struct Relay {
    full: AtomicBool,
}

#[waitable(storage = ref)]
impl Relay {
    #[wait(give, by = notifier)]
    fn try_give(&self) -> bool {
        !self.full.swap(true, SeqCst)
    }

    #[wait(take)]
    fn try_take(&self) -> bool {
        self.full.swap(false, SeqCst)
    }
}

fn main() {
    let flag = Waitable::new(Flag {
        raised: AtomicBool::new(true),
    });
    let first = flag.waiter();
    assert!(flag.waiter().is_none());
    drop(first);
    assert!(flag.waiter().unwrap().try_wait());
    flag.notifier()
        .clone()
        .notify(|flag| flag.raised.store(false, SeqCst));

    let relay = Waitable::new(Relay {
        full: AtomicBool::new(false),
    });
    let (mut giver, mut taker) = (relay.notifier().unwrap(), relay.waiter().unwrap());
    assert!(relay.notifier().is_none() && relay.waiter().is_none());
    assert!(giver.try_give() && taker.try_take());
    drop((giver.give(), taker.take()));
}
