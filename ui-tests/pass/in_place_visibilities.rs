//! The handles of a `Waitable` are named by its methods only when these are called.

#![deny(warnings)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

mod conditions {
    use super::*;
    use spmc_waker::Waitable;

    pub struct Public(AtomicBool);

    #[waitable(notifier = pub(self) PrivateNotifier, waiter = pub(self) PrivateWaiter, storage = ref)]
    impl Public {
        #[wait(raise, by = notifier)]
        pub fn try_raise(&self) -> bool {
            !self.0.swap(true, SeqCst)
        }

        #[wait(lower, default)]
        pub fn try_lower(&self) -> bool {
            self.0.swap(false, SeqCst)
        }
    }

    struct Private(AtomicBool);

    #[waitable(notifier = pub PublicNotifier, waiter = pub PublicWaiter, storage = ref)]
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

    #[waitable(until = |flag| flag.0.load(SeqCst), notifier = pub(crate) CrateNotifier, waiter = pub ShortWaiter, storage = ref)]
    pub(crate) struct Short(AtomicBool);

    #[waitable(until = |flag| flag.0.load(SeqCst), notifier = pub(self) HiddenNotifier, waiter = HiddenWaiter, storage = ref)]
    pub struct Shown(pub AtomicBool);

    /// Both public, beside a condition that lends.
    pub struct Lent(Inner);
    struct Inner;

    #[waitable(storage = ref)]
    impl Lent {
        #[notify]
        pub fn wake(&self) {}

        #[wait(lent)]
        fn try_lend(&self) -> Option<&Inner> {
            Some(&self.0)
        }
    }

    pub fn handles() -> (PublicNotifier<'static>, PublicWaiter<'static>) {
        static PUBLIC: Waitable<Public> = Waitable::new(Public(AtomicBool::new(false)));
        static PRIVATE: Waitable<Private> = Waitable::new(Private(AtomicBool::new(false)));
        static LENT: Waitable<Lent> = Waitable::new(Lent(Inner));
        assert!(PUBLIC.notifier().unwrap().try_raise());
        assert!(PUBLIC.waiter().unwrap().try_lower());
        LENT.notifier().wake();
        let mut lent = LENT.waiter().unwrap();
        assert!(lent.try_lend().is_some());
        drop(lent.lent());
        let waiter = PRIVATE.waiter().unwrap();
        waiter.hidden();
        (PRIVATE.notifier(), waiter)
    }

    pub(crate) fn short() -> (CrateNotifier<'static>, ShortWaiter<'static>) {
        static SHORT: Waitable<Short> = Waitable::new(Short(AtomicBool::new(false)));
        (SHORT.notifier(), SHORT.waiter().unwrap())
    }
}

fn main() {
    let (notifier, mut waiter) = conditions::handles();
    notifier.raise();
    assert!(waiter.is_raised() && waiter.is_seen());
    drop(waiter.raised());
    let (notifier, waiter) = conditions::short();
    notifier.notify(|_: &conditions::Short| {});
    assert!(!waiter.try_wait());
    let _ = conditions::Shown(AtomicBool::new(false));
}
