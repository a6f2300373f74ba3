//! Attributes of a method are copied to the generated methods, and warn only their callers.

#![deny(warnings)]

use std::{
    panic::Location,
    sync::atomic::{AtomicBool, Ordering::SeqCst},
};

mod owned {
    use super::{AtomicBool, Location, SeqCst};
    use spmc_waker::waitable;

    #[derive(Default)]
    pub struct Flag {
        raised: AtomicBool,
        value: u32,
    }

    #[waitable]
    impl Flag {
        #[notify]
        #[deprecated = "use `raise`"]
        pub fn lift(&self) {
            self.raised.store(true, SeqCst);
        }

        #[inline(never)]
        #[must_use = "it was raised before, or not"]
        #[notify]
        #[track_caller]
        pub fn raise(&self) -> u32 {
            self.raised.store(true, SeqCst);
            Location::caller().line()
        }

        #[wait(lifted, await, within, budget = 8, wakes = none)]
        #[deprecated(note = "use `is_raised`")]
        pub fn is_lifted(&self) -> bool {
            self.raised.load(SeqCst)
        }

        /// Whether it is raised.
        #[doc(alias = "up")]
        #[must_use]
        #[cold]
        #[inline(always)]
        #[allow(clippy::all)]
        #[wait(within, budget = 8, wakes = none)]
        pub fn is_raised(&self) -> bool {
            self.raised.load(SeqCst)
        }

        #[wait(value, within, budget = 8, wakes = none)]
        #[deprecated]
        #[must_use]
        pub fn try_value(&self) -> Option<&u32> {
            Some(&self.value)
        }

        #[query]
        #[deprecated]
        pub fn query(&self) -> bool {
            self.raised.load(SeqCst)
        }

        /// Arguments have attributes, too.
        #[query]
        pub const fn constant(
            &self,
            #[allow(unused)] unused: u8,
            #[expect(unused_variables)] more: u8,
        ) -> u8 {
            1
        }

        #[unsafe(link_section = ".text.flag")]
        #[query]
        #[cfg_attr(all(), must_use, doc = "It says who called.", track_caller)]
        #[cfg_attr(any(), doc = "It says nothing.")]
        pub fn caller(&self) -> u32 {
            Location::caller().line()
        }

        #[on_drop(notifier)]
        #[deprecated]
        fn close(&self) {}
    }
}

mod borrowed {
    use super::{AtomicBool, SeqCst};
    use spmc_waker::waitable;

    #[derive(Default)]
    pub struct Flag {
        raised: AtomicBool,
    }

    #[waitable(notifier = Lowerer, waiter = Raiser, waiter = Seer, storage = borrowed)]
    impl Flag {
        #[wait(raise, by = Raiser, await, within, budget = 8, wakes = Seer)]
        #[deprecated]
        pub fn try_raise(&self) -> bool {
            !self.raised.swap(true, SeqCst)
        }

        #[doc(alias = "up")]
        #[must_use]
        #[inline(always)]
        #[wait(put, by = Raiser, within, budget = 8, wakes = Seer)]
        #[track_caller]
        pub fn try_put(&self, #[once] value: &mut Option<bool>) -> Option<bool> {
            value
                .take()
                .filter(|value| self.raised.swap(*value, SeqCst))
        }

        #[wait(lowered, await, by = Seer, within, budget = 8, wakes = Raiser)]
        #[deprecated(note = "use `is_raised`")]
        #[must_use]
        pub fn is_lowered(&self) -> bool {
            !self.raised.load(SeqCst)
        }

        #[notify(by = [Lowerer, Seer])]
        #[deprecated]
        pub fn lower(&self) {
            self.raised.store(false, SeqCst);
        }

        #[arm(raise)]
        #[deprecated]
        fn enable(&self) {}

        #[deprecated]
        #[disarm(put)]
        #[inline(never)]
        fn disable(&self) {}

        #[on_drop(Raiser, Seer)]
        #[deprecated]
        #[cold]
        fn leave(&self) {}
    }
}

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = owned::Flag::default().into_pair();
    assert_eq!(notifier.raise(), line!());
    assert!(waiter.is_raised());
    assert_eq!(waiter.caller(), line!());
    assert_eq!(waiter.constant(1, 2), 1);
    drop(waiter.raised());

    let flag = spmc_waker::Waitable::new(borrowed::Flag::default());
    let mut raiser = borrowed::Raiser::claim(&flag).unwrap();
    let _ = borrowed::Lowerer::new(&flag).clone();
    assert_eq!(raiser.try_put(&mut Some(true)), None);
    drop(raiser.put(true));
    drop(borrowed::Seer::claim(&flag));
}
