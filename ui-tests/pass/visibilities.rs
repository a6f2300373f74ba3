#![deny(warnings)]

use spmc_waker::{NotifyGuard, Waitable, waitable};
use std::sync::{
    Mutex, MutexGuard,
    atomic::{AtomicBool, Ordering::SeqCst},
};

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
    pub(crate) struct Short(AtomicBool);
    body!(Short);

    #[waitable(until = |flag| flag.0.load(SeqCst), notifier = pub(self) OwnNotifier, waiter = pub OwnWaiter)]
    struct Own(AtomicBool);
    body!(Own);

    #[derive(Default)]
    struct Guarded(Mutex<u32>);

    #[waitable(notifier = pub GuardedNotifier, waiter = pub GuardedWaiter)]
    impl Guarded {
        #[notify(on_drop)]
        pub fn lock(&self) -> MutexGuard<'_, u32> {
            self.0.lock().unwrap()
        }

        #[notify(on_drop, cold)]
        pub fn try_lock(&self) -> Result<Option<MutexGuard<'_, u32>>, Locked> {
            self.0.try_lock().map(Some).map_err(|_| Locked)
        }

        #[notify(on_drop, by = waiter)]
        pub fn lock_too(&self) -> MutexGuard<'_, u32> {
            self.0.lock().unwrap()
        }

        #[wait(filled, default)]
        pub fn try_filled(&self) -> Option<u32> {
            Some(*self.0.lock().unwrap()).filter(|value| *value > 0)
        }
    }

    #[derive(Debug)]
    pub struct Locked;

    struct Lent(Mutex<u32>);

    #[waitable(notifier = pub LentNotifier, waiter = pub LentWaiter, storage = ref, sync = false)]
    impl Lent {
        #[notify(on_drop)]
        pub fn lock(&self) -> MutexGuard<'_, u32> {
            self.0.lock().unwrap()
        }

        #[wait(filled, by = notifier)]
        pub fn try_filled(&self) -> Option<u32> {
            Some(*self.0.lock().unwrap()).filter(|value| *value > 0)
        }

        #[wait(taken)]
        pub fn try_taken(&self) -> Option<u32> {
            Some(std::mem::take(&mut *self.0.lock().unwrap())).filter(|value| *value > 0)
        }
    }

    pub fn guarded() -> (GuardedNotifier, GuardedWaiter) {
        Guarded::default().into_pair()
    }

    pub fn lent() -> (LentNotifier<'static>, LentWaiter<'static>) {
        static LENT: Waitable<Lent> = Waitable::new(Lent(Mutex::new(0)));
        (LENT.notifier().unwrap(), LENT.waiter().unwrap())
    }

    pub fn own() -> OwnWaiter {
        let (notifier, waiter) = Own::new().into_pair();
        notifier.notify(|own| own.0.store(true, SeqCst));
        waiter
    }

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
    let (notifier, waiter) = conditions::short();
    assert!(!waiter.try_wait());
    notifier.notify(|_: &conditions::Short| {});
    let mut waiter = conditions::own();
    assert!(waiter.try_wait());
    drop((waiter.wait(), conditions::own()));

    let (notifier, waiter) = conditions::guarded();
    let mut guard: NotifyGuard<'_, MutexGuard<'_, u32>> = notifier.lock();
    **guard += 1;
    assert!(notifier.try_lock().is_err());
    drop(guard);
    **notifier.try_lock().unwrap().unwrap() += 1;
    **waiter.lock_too() += 1;
    assert_eq!(waiter.try_filled(), Some(3));

    let (mut notifier, mut waiter) = conditions::lent();
    **notifier.lock() += 1;
    drop(notifier.filled());
    drop(waiter.taken());
    assert_eq!(waiter.try_taken(), Some(1));
    let _ = conditions::Public::new();
}
