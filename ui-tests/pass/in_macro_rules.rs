#![deny(warnings)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

macro_rules! short {
    ($vis:vis $name:ident, $field:ident: $ty:ty, $notifier:ident, $waiter:ident) => {
        #[waitable(until = |flag| flag.$field.load(SeqCst), notifier = $vis $notifier, waiter = $waiter)]
        $vis struct $name {
            $field: $ty,
        }
    };
}

macro_rules! full {
    ($name:ident<$T:ident>, $value:ty, $set:ident, $check:ident, $wait:ident, $until:expr) => {
        pub struct $name<$T> {
            ready: AtomicBool,
            value: $T,
        }

        #[waitable]
        impl<$T: Clone> $name<$T> {
            #[notify]
            pub fn $set(&self, ready: $value) {
                self.ready.store(ready, SeqCst);
            }

            #[wait($wait)]
            pub fn $check(&self, wanted: $value) -> Option<$T> {
                let same = $until;
                same(self.ready.load(SeqCst), wanted).then(|| self.value.clone())
            }
        }
    };
}

short!(pub Flag, raised: AtomicBool, Raiser, Raised);
full!(Slot<T>, bool, set, try_get, get, |a: bool, b: bool| a == b);

fn main() {
    let raised = AtomicBool::new(false);
    let (notifier, waiter): (Raiser, Raised) = Flag { raised }.into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    assert!(waiter.try_wait());

    let ready = AtomicBool::new(false);
    let (notifier, mut waiter) = Slot { ready, value: 7 }.into_pair();
    notifier.set(true);
    assert_eq!(waiter.try_get(true), Some(7));
    drop(waiter.get(true));
}
