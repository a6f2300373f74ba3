//! Lint levels on parts of methods, on the fields of handles, inside of closures, and in `cfg_attr`.

#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicU8, Ordering::SeqCst};

/// On arguments, which are fields of a future, too.
pub mod on_arguments {
    use super::*;

    #[derive(Default)]
    pub struct Level(AtomicU8);

    #[waitable]
    impl Level {
        #[notify]
        pub fn raise(
            &self,
            #[allow(non_snake_case)] byAll: u8,
            #[expect(unused_variables)] unused: u8,
        ) -> u8 {
            self.0.fetch_add(byAll, SeqCst)
        }

        #[wait(above)]
        pub fn is_above(
            &self,
            #[expect(non_snake_case)] aLevel: u8,
            #[once]
            #[expect(non_snake_case)]
            anItem: &mut Option<u8>,
        ) -> bool {
            self.0.load(SeqCst) > aLevel && anItem.take().is_some()
        }
    }
}

/// In `cfg_attr`, of which only those parts go to a handle that are for it.
pub mod in_cfg_attr {
    use super::*;

    #[derive(Default)]
    pub struct Level(AtomicU8);

    #[waitable]
    impl Level {
        #[cfg_attr(all(), expect(non_snake_case))]
        #[notify]
        pub fn raiseBy(&self, theLevel: u8) -> u8 {
            self.0.fetch_add(theLevel, SeqCst)
        }

        #[wait(isAbove)]
        #[cfg_attr(all(), allow(non_snake_case), inline, doc = "Whether it is above.")]
        pub fn checkAbove(&self, theLevel: u8) -> bool {
            self.0.load(SeqCst) > theLevel
        }

        #[cfg_attr(true, inline(never), must_use, expect(unused_variables))]
        #[cfg_attr(false, inline)]
        #[query]
        pub fn get(&self, unused: u8) -> u8 {
            self.0.load(SeqCst)
        }
    }
}

/// On the fields of handles, which may have documentation, too.
pub mod on_fields {
    use super::*;

    #[derive(Default)]
    pub struct Level(AtomicU8);

    #[waitable(
        notifier = Raiser { #[expect(dead_code)] id: u8 = 1 },
        waiter = Seer {
            /// How often it has looked.
            looks: u8 = 0,
            /** Kept for later. */
            #[allow(dead_code, reason = "later")]
            for_later: Option<u8>,
        },
    )]
    impl Level {
        #[notify]
        pub fn raise(&self) {
            self.0.fetch_add(1, SeqCst);
        }

        #[wait]
        pub fn is_raised(&self, #[field] looks: &mut u8) -> bool {
            *looks += 1;
            self.0.load(SeqCst) > 0
        }
    }
}

/// On fields of deprecated types, and with first values that are deprecated: what makes the handles uses
/// them as well.
pub mod on_deprecated_fields {
    use super::*;

    #[deprecated]
    pub struct Old(pub u8);

    pub struct Level(pub AtomicU8);

    #[waitable(waiter = Seer {
        #[allow(deprecated)] least: Old,
        #[expect(deprecated)] most: Old = Old(9),
    })]
    impl Level {
        #[notify]
        pub fn raise(&self) {
            self.0.fetch_add(1, SeqCst);
        }

        #[allow(deprecated)]
        #[wait]
        pub fn is_right(&self, #[field] least: &mut Old, #[field] most: &mut Old) -> bool {
            (least.0..most.0).contains(&self.0.load(SeqCst))
        }
    }

    pub struct Depth(pub AtomicU8);

    #[waitable(waiter = Diver { #[allow(deprecated)] least: Old }, storage = borrowed)]
    impl Depth {
        #[notify]
        pub fn sink(&self) {
            self.0.fetch_add(1, SeqCst);
        }

        #[expect(deprecated)]
        #[wait]
        pub fn is_deep(&self, #[field] least: &mut Old) -> bool {
            self.0.load(SeqCst) >= least.0
        }
    }
}

/// In closures, into which lints look.
pub mod in_closures {
    use super::*;

    #[waitable(until = |level| {
        #[expect(unused_variables)]
        let unused = 1;
        level.0.load(SeqCst) > 1
    })]
    #[derive(Default)]
    pub struct Level(pub AtomicU8);

    #[derive(Default)]
    pub struct Count(AtomicU8);

    #[waitable]
    impl Count {
        #[notify(when = |before| {
            #[expect(unused_mut)]
            let mut none = 0;
            *before == none
        })]
        pub fn add(&self) -> u8 {
            self.0.fetch_add(1, SeqCst)
        }

        #[wait]
        pub fn is_counted(&self) -> bool {
            self.0.load(SeqCst) > 0
        }
    }
}

/// The style of a condition's name is allowed where that is written. The names of its handles follow it.
pub mod on_the_condition_alone {
    use super::*;

    #[derive(Default)]
    #[expect(non_camel_case_types)]
    pub struct water_level(AtomicU8);

    #[waitable(storage = borrowed)]
    impl water_level {
        #[notify]
        pub fn raise(&self) {
            self.0.fetch_add(1, SeqCst);
        }

        #[wait(high)]
        pub fn is_high(&self) -> bool {
            self.0.load(SeqCst) > 0
        }
    }
}

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = on_arguments::Level::default().into_pair();
    assert_eq!(notifier.raise(2, 0), 0);
    drop(waiter.above(1, 1));
    assert!(waiter.is_above(1, &mut Some(1)));

    let (notifier, mut waiter) = in_cfg_attr::Level::default().into_pair();
    assert_eq!(notifier.raiseBy(2), 0);
    drop(waiter.isAbove(1));
    assert!(waiter.checkAbove(1) && waiter.get(1) == 2);

    let (raiser, mut seer) = on_fields::Level::default().into_pair(None);
    raiser.raise();
    drop(seer.raised());
    assert!(seer.is_raised());

    #[allow(deprecated)]
    let old = on_deprecated_fields::Old;
    let (notifier, mut seer) = on_deprecated_fields::Level(AtomicU8::new(0)).into_pair(old(1));
    notifier.raise();
    assert!(seer.is_right());
    let depth = Waitable::new(on_deprecated_fields::Depth(AtomicU8::new(0)));
    on_deprecated_fields::DepthNotifier::new(&depth).sink();
    assert!(
        on_deprecated_fields::Diver::claim(&depth, old(1))
            .unwrap()
            .is_deep()
    );

    let (notifier, mut waiter) = in_closures::Level::default().into_pair();
    notifier.notify(|level| level.0.store(2, SeqCst));
    assert!(waiter.try_wait());
    let (notifier, mut waiter) = in_closures::Count::default().into_pair();
    assert_eq!(notifier.add(), 0);
    assert!(waiter.is_counted());

    let level = Waitable::new(on_the_condition_alone::water_level::default());
    on_the_condition_alone::water_levelNotifier::new(&level).raise();
    let mut waiter = on_the_condition_alone::water_levelWaiter::claim(&level).unwrap();
    drop(waiter.high());
    assert!(waiter.is_high());
}
