//! The runtime crate is renamed, or re-exported, and its own name leads elsewhere.

#![cfg(not(loom))]
#![deny(warnings)]
// Some lints of the workspace are off here. Each program turns on its own lints.
#![allow(
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    clippy::missing_const_for_fn,
    clippy::semicolon_if_nothing_returned,
    clippy::use_self
)]

pub extern crate spmc_waker as renamed;

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

mod reexports {
    pub mod nested {
        pub use renamed as waker_crate;
    }
    /// What is needed of it, and no more.
    pub mod parts {
        pub use renamed::{__private, waitable};
    }
}

mod inner {
    /// Hides the crate from relative paths.
    pub mod spmc_waker {}
}

pub use inner::spmc_waker;

mod owned {
    use super::{AtomicBool, SeqCst};

    #[renamed::waitable(until = |flag| flag.raised.load(SeqCst), crate = crate::reexports::nested::waker_crate)]
    #[derive(Default)]
    pub struct Flag {
        raised: AtomicBool,
    }

    impl Flag {
        pub fn raise(&self) {
            self.raised.store(true, SeqCst);
        }
    }

    #[derive(Default)]
    pub struct Slot {
        full: AtomicBool,
    }

    #[super::reexports::parts::waitable(crate = super::reexports::parts)]
    impl Slot {
        #[notify]
        pub fn fill(&self) {
            self.full.store(true, SeqCst);
        }

        #[wait(filled, await, wakes = none)]
        pub fn is_full(&self) -> bool {
            self.full.load(SeqCst)
        }

        #[wait(value, wakes = none)]
        pub fn try_value(&self, value: u32) -> Option<u32> {
            self.is_full().then_some(value)
        }

        #[on_drop(notifier)]
        fn close(&self) {}
    }
}

mod borrowed {
    use super::{AtomicBool, SeqCst};
    use crate::{reexports::nested, renamed};

    #[renamed::waitable(until = |flag| flag.raised.load(SeqCst), storage = borrowed, crate = self::nested::waker_crate)]
    pub struct Flag {
        pub raised: AtomicBool,
    }

    pub struct Slot {
        pub full: AtomicBool,
    }

    #[nested::waker_crate::waitable(crate = renamed, notifier = Resetter, waiter = Filler, waiter = Drainer, storage = borrowed)]
    impl Slot {
        #[wait(fill, by = Filler, wakes = Drainer)]
        pub fn try_fill(&self, #[once] _value: &mut Option<u32>) -> bool {
            !self.full.swap(true, SeqCst)
        }

        #[wait(drain, by = Drainer, await, wakes = Filler)]
        pub fn try_drain(&self) -> bool {
            self.full.swap(false, SeqCst)
        }

        #[notify(by = [Resetter, Drainer], when = |()| true)]
        pub fn reset(&self) {
            self.full.store(false, SeqCst);
        }

        #[arm(fill)]
        fn enable(&self) {}

        #[on_drop(Drainer)]
        fn leave(&self) {}
    }
}

/// The crate's path comes through a macro, or is the macro's own.
macro_rules! through_a_macro {
    ($name:ident) => {
        #[$crate::renamed::waitable(until = |_| true, crate = $crate::renamed)]
        pub struct $name;
    };
    ($name:ident: $krate:path) => {
        #[renamed::waitable(until = |_| true, crate = $krate)]
        pub struct $name;
    };
    ($name:ident of $($krate:tt)*) => {
        #[renamed::waitable(until = |_| true, crate = $($krate)*)]
        pub struct $name;
    };
}
through_a_macro!(Through: reexports::nested::waker_crate);
through_a_macro!(Absolute of ::renamed);
through_a_macro!(Dollar);
through_a_macro!(Crate of crate::renamed);

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = owned::Flag::default().into_pair();
    notifier.notify(owned::Flag::raise);
    assert!(waiter.try_wait());
    let (notifier, mut waiter) = owned::Slot::default().into_pair();
    notifier.fill();
    assert_eq!(waiter.try_value(1), Some(1));
    drop(waiter.value(1));

    let raised = AtomicBool::new(false);
    let flag = renamed::Waitable::new(borrowed::Flag { raised });
    borrowed::FlagNotifier::new(&flag).notify(|flag| flag.raised.store(true, SeqCst));
    assert!(borrowed::FlagWaiter::claim(&flag).unwrap().try_wait());

    let full = AtomicBool::new(false);
    let slot = renamed::Waitable::new(borrowed::Slot { full });
    let mut filler = borrowed::Filler::claim(&slot).unwrap();
    let mut drainer = borrowed::Drainer::claim(&slot).unwrap();
    assert!(filler.try_fill(&mut None) && drainer.try_drain());
    drainer.reset();
    borrowed::Resetter::new(&slot).reset();
    drop((filler.fill(1), drainer.drain()));

    assert!(Through.into_pair().1.try_wait());
    assert!(Absolute.into_pair().1.try_wait());
    assert!(Dollar.into_pair().1.try_wait());
    assert!(Crate.into_pair().1.try_wait());
}
