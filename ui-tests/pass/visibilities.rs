//! Handles that are more or less visible than the condition, used from another module.

#![deny(warnings)]
#![deny(unreachable_pub)]

use spmc_waker::{NotifyGuard, Waitable, waitable};
use std::sync::{
    Mutex, MutexGuard,
    atomic::{AtomicBool, Ordering::SeqCst},
};

macro_rules! body {
    ($name:ident) => {
        impl $name {
            pub(crate) fn new() -> Self {
                Self(AtomicBool::new(false))
            }
        }
    };
}

mod owned {
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

    pub(crate) struct Public(AtomicBool);
    body!(Public);

    struct Private(AtomicBool);
    body!(Private);

    #[waitable(notifier = pub(crate) PublicNotifier, waiter = pub(crate) PublicWaiter)]
    impl Private {
        #[notify]
        pub fn raise(&self) {
            self.0.store(true, SeqCst);
        }

        #[notify(when = |was_raised| *was_raised)]
        pub fn lower(&self) -> bool {
            self.0.swap(false, SeqCst)
        }

        #[wait(raised, await, wakes = none)]
        pub fn is_raised(&self) -> bool {
            self.0.load(SeqCst)
        }

        /// The wait can be seen, and the check cannot.
        #[wait(pub(crate) waited, wakes = none)]
        fn is_waited(&self) -> bool {
            self.0.load(SeqCst)
        }

        #[wait(seen, wakes = none)]
        pub(super) fn is_seen(&self) -> bool {
            self.0.load(SeqCst)
        }

        /// The check can be seen, and the wait cannot.
        #[wait(pub(self) hidden_wait, wakes = none)]
        pub fn is_shown(&self) -> bool {
            self.0.load(SeqCst)
        }

        #[query]
        fn hidden(&self) -> bool {
            self.0.load(SeqCst)
        }
    }

    #[waitable(until = |flag| flag.0.load(SeqCst), notifier = pub(crate) CrateNotifier, waiter = pub ShortWaiter)]
    pub(crate) struct Short(AtomicBool);
    body!(Short);

    #[waitable(until = |flag| flag.0.load(SeqCst), notifier = pub(self) OwnNotifier, waiter = pub(crate) OwnWaiter)]
    struct Own(AtomicBool);
    body!(Own);

    #[derive(Default)]
    struct Guarded(Mutex<u32>);

    #[waitable(notifier = pub(crate) GuardedNotifier, waiter = pub(crate) GuardedWaiter)]
    impl Guarded {
        #[notify(guard)]
        pub fn lock(&self) -> MutexGuard<'_, u32> {
            self.0.lock().unwrap()
        }

        #[notify(guard, cold)]
        pub fn try_lock(&self) -> Result<Option<MutexGuard<'_, u32>>, Locked> {
            self.0.try_lock().map(Some).map_err(|_| Locked)
        }

        #[notify(guard, by = waiter)]
        pub fn lock_too(&self) -> MutexGuard<'_, u32> {
            self.0.lock().unwrap()
        }

        #[wait(filled, await)]
        pub fn try_filled(&self) -> Option<u32> {
            Some(*self.0.lock().unwrap()).filter(|value| *value > 0)
        }
    }

    #[derive(Debug)]
    pub(crate) struct Locked;

    pub(crate) fn guarded() -> (GuardedNotifier, GuardedWaiter) {
        Guarded::default().into_pair()
    }

    pub(crate) fn own() -> OwnWaiter {
        let (notifier, waiter) = Own::new().into_pair();
        notifier.notify(|own| own.0.store(true, SeqCst));
        waiter
    }

    pub(crate) fn pair() -> (PublicNotifier, PublicWaiter) {
        let (notifier, mut waiter) = Public::new().into_pair();
        notifier.raise();
        assert!(waiter.is_raised());
        let (notifier, mut waiter) = Private::new().into_pair();
        assert!(!waiter.hidden());
        drop(waiter.hidden_wait());
        (notifier, waiter)
    }

    pub(crate) fn short() -> (CrateNotifier, ShortWaiter) {
        Short::new().into_pair()
    }
}

mod borrowed {
    use super::*;

    pub(crate) struct Public(AtomicBool);

    #[waitable(waiter = pub(self) PrivateRaiser, waiter = pub(self) PrivateLowerer, storage = borrowed)]
    impl Public {
        #[wait(raise, by = PrivateRaiser, wakes = PrivateLowerer)]
        pub fn try_raise(&self) -> bool {
            !self.0.swap(true, SeqCst)
        }

        #[wait(lower, by = PrivateLowerer, await, wakes = PrivateRaiser)]
        pub fn try_lower(&self) -> bool {
            self.0.swap(false, SeqCst)
        }
    }

    struct Private(AtomicBool);

    /// One handle can be seen, and the other one cannot.
    #[waitable(notifier = pub(crate) PublicNotifier, waiter = pub(crate) PublicWaiter, storage = borrowed)]
    impl Private {
        #[notify]
        pub fn raise(&self) {
            self.0.store(true, SeqCst);
        }

        #[wait(raised, await, wakes = none)]
        pub fn is_raised(&self) -> bool {
            self.0.load(SeqCst)
        }

        #[wait(seen, wakes = none)]
        pub(super) fn is_seen(&self) -> bool {
            self.0.load(SeqCst)
        }

        #[query]
        fn hidden(&self) -> bool {
            self.0.load(SeqCst)
        }
    }

    #[waitable(until = |flag| flag.0.load(SeqCst), notifier = pub(crate) CrateNotifier, waiter = pub(crate) ShortWaiter, storage = borrowed)]
    pub(crate) struct Short(AtomicBool);

    #[waitable(until = |flag| flag.0.load(SeqCst), notifier = pub(self) HiddenNotifier, waiter = HiddenWaiter, storage = borrowed)]
    pub(crate) struct Shown(pub(crate) AtomicBool);

    /// Both public, beside a condition of which results borrow.
    pub(crate) struct Outer(Inner);
    struct Inner;

    #[waitable(storage = borrowed)]
    impl Outer {
        #[notify]
        pub(crate) fn wake(&self) {}

        #[wait(inner)]
        fn try_inner(&self) -> Option<&Inner> {
            Some(&self.0)
        }
    }

    struct Page(Mutex<u32>);

    /// Two waiters, one of which can be seen, and guards that wake each of them.
    #[waitable(
        notifier = pub(crate) PageNotifier,
        waiter = pub(crate) Filled,
        waiter = pub(self) Taken,
        storage = borrowed,
        sync = false,
        cached = false,
    )]
    impl Page {
        #[notify(guard)]
        pub fn lock(&self) -> MutexGuard<'_, u32> {
            self.0.lock().unwrap()
        }

        #[notify(guard, by = [PageNotifier, Filled], wakes = Taken, cold)]
        pub fn try_lock(&self) -> Option<MutexGuard<'_, u32>> {
            self.0.try_lock().ok()
        }

        #[wait(filled, by = Filled, wakes = Taken)]
        pub fn try_filled(&self) -> Option<u32> {
            Some(*self.0.lock().unwrap()).filter(|value| *value > 0)
        }

        #[wait(taken, by = Taken, wakes = Filled)]
        pub fn try_taken(&self) -> Option<u32> {
            Some(std::mem::take(&mut *self.0.lock().unwrap())).filter(|value| *value > 0)
        }
    }

    pub(crate) fn page() -> (
        PageNotifier<'static>,
        Filled<'static>,
        impl FnMut() -> Option<u32>,
    ) {
        static PAGE: Waitable<Page> = Waitable::new(Page(Mutex::new(0)));
        let mut taken = Taken::claim(&PAGE).unwrap();
        let take = move || {
            drop(taken.taken());
            taken.try_taken()
        };
        (
            PageNotifier::new(&PAGE),
            Filled::claim(&PAGE).unwrap(),
            take,
        )
    }

    pub(crate) fn handles() -> (PublicNotifier<'static>, PublicWaiter<'static>) {
        static PUBLIC: Waitable<Public> = Waitable::new(Public(AtomicBool::new(false)));
        static PRIVATE: Waitable<Private> = Waitable::new(Private(AtomicBool::new(false)));
        static OUTER: Waitable<Outer> = Waitable::new(Outer(Inner));
        assert!(PrivateRaiser::claim(&PUBLIC).unwrap().try_raise());
        assert!(PrivateLowerer::claim(&PUBLIC).unwrap().try_lower());
        OuterNotifier::new(&OUTER).wake();
        let mut inner = OuterWaiter::claim(&OUTER).unwrap();
        assert!(inner.try_inner().is_some());
        drop(inner.inner());
        let waiter = PublicWaiter::claim(&PRIVATE).unwrap();
        assert!(!waiter.hidden());
        (PublicNotifier::new(&PRIVATE), waiter)
    }

    pub(crate) fn short() -> (CrateNotifier<'static>, ShortWaiter<'static>) {
        static SHORT: Waitable<Short> = Waitable::new(Short(AtomicBool::new(false)));
        (
            CrateNotifier::new(&SHORT),
            ShortWaiter::claim(&SHORT).unwrap(),
        )
    }
}

fn owned() {
    let (notifier, mut waiter) = owned::pair();
    notifier.raise();
    assert!(waiter.is_raised() && waiter.is_seen() && waiter.is_shown());
    assert!(notifier.lower());
    drop(waiter.raised());
    drop(waiter.waited());
    let (notifier, mut waiter) = owned::short();
    assert!(!waiter.try_wait());
    notifier.notify(|_: &owned::Short| {});
    let mut waiter = owned::own();
    assert!(waiter.try_wait());
    drop((waiter.wait(), owned::own()));

    let (notifier, mut waiter) = owned::guarded();
    let mut guard: NotifyGuard<'_, MutexGuard<'_, u32>> = notifier.lock();
    **guard += 1;
    assert!(notifier.try_lock().is_err());
    drop(guard);
    **notifier.try_lock().unwrap().unwrap() += 1;
    **waiter.lock_too() += 1;
    assert_eq!(waiter.try_filled(), Some(3));
    let _ = owned::Public::new();
}

fn borrowed() {
    let (notifier, mut waiter) = borrowed::handles();
    notifier.raise();
    assert!(waiter.is_raised() && waiter.is_seen());
    drop(waiter.raised());
    let (notifier, mut waiter) = borrowed::short();
    notifier.notify(|_: &borrowed::Short| {});
    assert!(!waiter.try_wait());
    let _ = borrowed::Shown(AtomicBool::new(false));

    let (notifier, mut filled, mut take) = borrowed::page();
    **notifier.lock() += 1;
    **filled.try_lock().unwrap() += 1;
    **notifier.try_lock().unwrap() += 1;
    drop(filled.filled());
    assert_eq!((filled.try_filled(), take()), (Some(3), Some(3)));
}

#[test]
fn compiles_and_works() {
    owned();
    borrowed();
}
