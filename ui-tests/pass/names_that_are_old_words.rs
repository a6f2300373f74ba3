//! A wait may have the name of a former option, if its check has that name.

#![deny(warnings)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Lock {
    shared: AtomicBool,
    default: AtomicBool,
}

#[waitable]
impl Lock {
    #[notify]
    fn share(&self) {
        self.shared.store(true, SeqCst);
    }

    #[wait(query)]
    fn try_shared(&self) -> bool {
        self.shared.load(SeqCst)
    }

    #[wait(pub(self) await, wakes = none)]
    fn try_default(&self) -> bool {
        self.default.load(SeqCst)
    }
}

#[test]
fn compiles_and_works() {
    let lock = Lock {
        shared: false.into(),
        default: true.into(),
    };
    let (notifier, mut waiter) = lock.into_pair();
    notifier.share();
    assert!(waiter.try_shared() && waiter.try_default());
    drop(waiter.shared());
    drop(waiter.default());
}
