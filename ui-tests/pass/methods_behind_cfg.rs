//! Methods, hooks and whole conditions behind a `cfg`, which holds or does not.

#![deny(warnings)]

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

mod owned {
    use super::{AtomicBool, SeqCst};
    use spmc_waker::waitable;

    /// Its members exist, or not.
    #[derive(Default)]
    pub struct Flag {
        raised: AtomicBool,
    }

    #[waitable]
    impl Flag {
        #[cfg(not(any()))]
        #[notify]
        pub fn raise(&self) {
            self.raised.store(true, SeqCst);
        }

        #[notify]
        #[cfg(any())]
        pub fn raise_more(&self, more: Missing) {
            self.raised.store(more.0, SeqCst);
        }

        #[notify(last)]
        #[cfg(any())]
        pub fn raise_once(&self, more: Missing) {
            missing();
        }

        #[notify(last)]
        #[cfg_attr(not(any()), cfg(any()))]
        pub fn raise_finally(&self, more: Missing) {
            missing();
        }

        #[wait(raised, await, wakes = none)]
        #[cfg(not(any()))]
        pub fn is_raised(&self) -> bool {
            self.raised.load(SeqCst)
        }

        #[wait(more, wakes = none)]
        #[cfg(any())]
        pub fn try_more(&self, more: Missing) -> Option<Missing> {
            Some(more)
        }

        #[wait(less, wakes = none)]
        #[cfg_attr(not(any()), cfg(any()))]
        pub fn try_less(&self, less: Missing) -> Option<Missing> {
            Some(less)
        }

        #[query]
        #[cfg(any())]
        pub fn query(&self) -> Missing {
            Missing
        }

        #[on_drop(notifier)]
        #[cfg(any())]
        fn close(&self) {
            missing();
        }

        #[on_drop(notifier)]
        #[cfg_attr(not(any()), cfg(any()))]
        fn close_too(&self) {
            missing();
        }
    }

    pub struct Page(pub AtomicBool);

    /// What would borrow from it is missing.
    #[waitable]
    impl Page {
        #[notify]
        pub fn wake(&self) {}

        #[wait(await, wakes = none)]
        pub fn is_set(&self) -> bool {
            self.0.load(SeqCst)
        }

        #[cfg(any())]
        #[wait(missing, wakes = none)]
        pub fn try_missing(&self) -> Option<&Missing> {
            missing()
        }

        #[cfg(any())]
        #[on_drop(notifier)]
        fn close(&self) {
            missing();
        }
    }

    /// Does not exist at all.
    #[cfg(any())]
    #[waitable(until = |gone| gone.missing())]
    pub struct Gone {
        missing: Missing,
    }

    /// Nor does this, with the condition below the attribute.
    #[waitable(until = |gone| gone.missing())]
    #[cfg(any())]
    pub struct GoneToo {
        missing: Missing,
    }
}

mod borrowed {
    use super::{AtomicBool, SeqCst};
    use spmc_waker::waitable;

    #[derive(Default)]
    pub struct Flag {
        raised: AtomicBool,
    }

    /// Its members exist, or not.
    #[waitable(waiter = Raiser, waiter = Lowerer, storage = borrowed)]
    impl Flag {
        #[wait(raise, by = Raiser, wakes = Lowerer)]
        pub fn try_raise(&self) -> bool {
            !self.raised.swap(true, SeqCst)
        }

        #[cfg(any())]
        #[wait(raise_more, by = Raiser, wakes = Lowerer)]
        pub fn try_raise_more(&self, #[once] more: &mut Option<Missing>) -> Poll<Missing> {
            Missing
        }

        #[wait(lower, by = Lowerer, wakes = Raiser)]
        #[cfg(not(any()))]
        pub fn try_lower(&self) -> bool {
            self.raised.swap(false, SeqCst)
        }

        #[cfg(any())]
        #[notify(by = [Raiser, Lowerer])]
        pub fn lower_more(&self, more: Missing) {
            missing();
        }

        #[arm(lower)]
        #[cfg(any())]
        fn enable(&self) {
            missing();
        }

        #[cfg(not(any()))]
        #[arm(raise)]
        fn enable_raise(&self) {
            self.raised.store(false, SeqCst);
        }

        #[cfg(any())]
        #[disarm(lower)]
        fn disable(&self) {
            missing();
        }

        #[disarm(raise)]
        #[cfg(any())]
        fn disable_raise(&self) {
            missing();
        }

        #[on_drop(Raiser, Lowerer)]
        #[cfg(any())]
        fn leave(&self) {
            missing();
        }
    }

    pub struct Level(pub AtomicBool);

    /// Two methods of one name, of which one exists: a notify, a wait and its hooks, a query.
    #[waitable(storage = borrowed)]
    impl Level {
        #[notify]
        #[cfg(any())]
        pub fn set(&self, missing: Missing) -> Missing {
            missing()
        }

        #[notify]
        #[cfg(not(any()))]
        pub fn set(&self) {
            self.0.store(true, SeqCst);
        }

        #[wait(done)]
        #[cfg(not(any()))]
        pub fn is_set(&self) -> bool {
            self.0.load(SeqCst)
        }

        #[wait(done)]
        #[cfg(any())]
        pub fn is_set(&self, missing: &mut Missing) -> Option<Missing> {
            missing()
        }

        #[arm(done)]
        #[cfg(any())]
        fn enable(&self) {
            missing();
        }

        #[arm(done)]
        #[cfg(not(any()))]
        fn enable(&self) {}

        #[query]
        #[cfg(not(any()))]
        pub fn level(&self) -> u8 {
            u8::from(self.0.load(SeqCst))
        }

        #[query]
        #[cfg(any())]
        pub fn level(&self) -> Missing {
            missing()
        }

        #[on_drop(waiter)]
        #[cfg(not(any()))]
        fn leave(&self) {}

        #[on_drop(waiter)]
        #[cfg(any())]
        fn leave(&self) {
            missing();
        }
    }

    /// The attribute itself exists, or does not.
    #[cfg_attr(all(), waitable(until = |always| always.0, storage = borrowed))]
    #[cfg_attr(any(), missing(until = |always| always.0))]
    pub struct Always(pub bool);

    /// Does not exist at all.
    #[cfg(any())]
    #[waitable(storage = borrowed)]
    impl Gone {
        #[wait(gone, by = Missing)]
        pub fn is_gone(&self) -> bool {
            missing()
        }
    }

    /// Nor does this, with the condition below the attribute.
    #[waitable(until = |gone| gone.missing(), storage = borrowed)]
    #[cfg(any())]
    pub struct GoneToo {
        missing: Missing,
    }
}

#[test]
fn compiles_and_works() {
    use spmc_waker::Waitable;

    let (notifier, mut waiter) = owned::Flag::default().into_pair();
    // Methods by which this is the last thing that a notifier does do not exist here.
    notifier.clone().raise();
    assert!(waiter.is_raised());
    drop(waiter.raised());
    let (notifier, mut waiter) = owned::Page(AtomicBool::new(true)).into_pair();
    notifier.wake();
    assert!(waiter.is_set());
    drop(waiter.set());

    let flag = Waitable::new(borrowed::Flag::default());
    let mut raiser = borrowed::Raiser::claim(&flag).unwrap();
    let mut lowerer = borrowed::Lowerer::claim(&flag).unwrap();
    assert!(raiser.try_raise());
    assert!(lowerer.try_lower());
    drop((raiser.raise(), lowerer.lower()));

    let level = Waitable::new(borrowed::Level(AtomicBool::new(false)));
    let notifier = borrowed::LevelNotifier::new(&level);
    let mut waiter = borrowed::LevelWaiter::claim(&level).unwrap();
    notifier.set();
    assert!(waiter.is_set() && waiter.level() == notifier.level());
    drop(waiter.done());

    let always = Waitable::new(borrowed::Always(true));
    borrowed::AlwaysNotifier::new(&always).notify(|_| ());
    let mut waiter = borrowed::AlwaysWaiter::claim(&always).unwrap();
    assert!(waiter.try_wait());
}
