#![deny(warnings)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

macro_rules! body {
    ($name:ident) => {
        impl $name {
            pub fn new() -> Self {
                Self(AtomicBool::new(false))
            }
        }
    };
}

mod conditions {
    use super::*;

    #[waitable(notifier = pub(self) PrivateNotifier, waiter = pub(self) PrivateWaiter)]
    impl Public {
        #[notify]
        pub fn raise(&self) {
            self.0.store(true, SeqCst);
        }

        #[wait]
        pub fn is_raised(&self) -> bool {
            self.0.load(SeqCst)
        }
    }

    pub struct Public(AtomicBool);
    body!(Public);

    struct Private(AtomicBool);
    body!(Private);

    #[waitable(notifier = pub PublicNotifier, waiter = pub PublicWaiter)]
    impl Private {
        #[notify]
        pub fn raise(&self) {
            self.0.store(true, SeqCst);
        }

        #[wait(raised, default)]
        pub fn is_raised(&self) -> bool {
            self.0.load(SeqCst)
        }

        #[wait(seen)]
        pub(super) fn is_seen(&self) -> bool {
            self.0.load(SeqCst)
        }

        #[shared]
        fn hidden(&self) {}
    }

    #[waitable(until = |flag| flag.0.load(SeqCst), notifier = pub(crate) CrateNotifier, waiter = pub ShortWaiter)]
    struct Short(AtomicBool);
    body!(Short);

    pub fn pair() -> (PublicNotifier, PublicWaiter) {
        let (notifier, waiter) = Public::new().into_pair();
        notifier.raise();
        assert!(waiter.is_raised());
        let (notifier, waiter) = Private::new().into_pair();
        waiter.hidden();
        (notifier, waiter)
    }

    pub(crate) fn short() -> (CrateNotifier, ShortWaiter) {
        Short::new().into_pair()
    }
}

fn main() {
    let (notifier, mut waiter) = conditions::pair();
    notifier.raise();
    assert!(waiter.is_raised() && waiter.is_seen());
    drop(waiter.raised());
    let (_notifier, waiter) = conditions::short();
    assert!(!waiter.try_wait());
    let _ = conditions::Public::new();
}
