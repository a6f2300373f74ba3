//! Whole items, members and bodies come through `macro_rules!`, which puts fragments into invisible
//! groups.

#![deny(warnings)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering::SeqCst};

/// An item is one fragment.
macro_rules! item {
    ([$($options:tt)*] $item:item) => {
        #[waitable($($options)*)]
        $item
    };
}

item! {
    [until = |flag| flag.raised.load(SeqCst)]
    /// With its documentation.
    #[derive(Default)]
    pub struct Flag {
        raised: AtomicBool,
    }
}

item! {
    [until = |tuple| -> Option<T> { tuple.1.load(SeqCst).then_some(tuple.0) }]
    #[derive(Default)]
    pub struct Tuple<T>(T, AtomicBool)
    where
        T: Copy;
}

item! {
    [until = |Unit| true]
    pub struct Unit;
}

#[derive(Default)]
pub struct Level(AtomicU8);

item! {
    [notifier = Setter { last: u8 = 0 }, waiter = Seer]
    impl Level {
        /// Sets it.
        #[notify]
        pub fn set(&self, level: u8, #[field] last: &mut u8) {
            *last = level;
            self.0.store(level, SeqCst);
        }

        #[wait(seen, await, wakes = none)]
        pub fn is_seen(&self) -> bool {
            self.0.load(SeqCst) > 0
        }

        #[wait(at_least, wakes = none)]
        pub fn try_at_least(&self, #[once] least: &mut Option<u8>) -> Option<u8> {
            let level = self.0.load(SeqCst);
            least.take_if(|least| level >= *least)
        }

        #[query]
        pub fn level(&self) -> u8 {
            self.0.load(SeqCst)
        }

        #[on_drop(notifier)]
        fn close(&self) {
            self.0.store(u8::MAX, SeqCst);
        }
    }
}

/// A fragment in a fragment.
macro_rules! twice {
    ([$($options:tt)*] $item:item) => {
        item!([$($options)*] $item);
    };
    ($item:item) => {
        item!([storage = owned] $item);
    };
}

pub struct Twice(AtomicBool);

twice! {
    impl Twice {
        #[notify]
        pub fn raise(&self) {
            self.0.store(true, SeqCst);
        }

        #[wait]
        pub fn is_raised(&self) -> bool {
            self.0.load(SeqCst)
        }
    }
}

twice! {
    [until = |twice| twice.0]
    pub struct TwiceShort(bool);
}

/// Each member is a fragment.
macro_rules! members {
    (impl $name:ident { $($member:item)* }) => {
        #[waitable]
        impl $name {
            $($member)*
        }
    };
}

#[derive(Default)]
pub struct Members(AtomicBool);

members! {
    impl Members {
        pub const LIMIT: u8 = 3;

        /// Raises it.
        #[notify(when = |before| !*before)]
        pub fn raise(&self) -> bool {
            self.0.swap(true, SeqCst)
        }

        #[wait(await, wakes = none)]
        pub fn is_raised(&self) -> bool {
            self.0.load(SeqCst)
        }

        #[cfg(any())]
        #[wait(wakes = none)]
        pub fn is_missing(&self) -> Missing {
            missing()
        }

        #[query]
        pub fn limit(&self) -> u8 {
            Self::LIMIT + self.unmarked()
        }

        fn unmarked(&self) -> u8 {
            u8::from(self.0.load(SeqCst))
        }

        pub fn associated() -> u8 {
            1
        }

        #[on_drop(waiter)]
        fn leave(&self) {}
    }
}

/// Members are tokens, and some are the macro's own.
macro_rules! tokens {
    ($name:ident: $($member:tt)*) => {
        #[derive(Default)]
        pub struct $name(AtomicBool);

        #[waitable]
        impl $name {
            #[notify]
            pub fn raise(&self) {
                self.0.store(true, SeqCst);
            }

            $($member)*
        }
    };
}

tokens! {
    Tokens:
    #[wait]
    pub fn is_raised(&self) -> bool {
        self.0.load(SeqCst)
    }

    #[arm]
    fn enable(&self) {}
}

/// A member is one fragment among those of the macro.
macro_rules! between {
    ($name:ident: $first:item $last:item) => {
        #[derive(Default)]
        pub struct $name(AtomicBool);

        #[waitable]
        impl $name {
            $first

            #[query]
            pub fn get(&self) -> bool {
                self.0.load(SeqCst)
            }

            $last
        }
    };
}

between! {
    Between:
    #[notify]
    pub fn raise(&self) {
        self.0.store(true, SeqCst);
    }
    #[wait]
    pub fn is_raised(&self) -> bool {
        self.0.load(SeqCst)
    }
}

/// The attribute is the caller's as well.
macro_rules! attributed {
    ($(#[$meta:meta])* impl $name:ident { $($member:item)* }) => {
        $(#[$meta])*
        impl $name {
            $($member)*
        }
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($field:ident: $ty:ty),* }) => {
        $(#[$meta])*
        $vis struct $name {
            $($field: $ty),*
        }
    };
}

attributed! {
    #[waitable(until = |held| held.raised.load(SeqCst))]
    #[derive(Default)]
    pub struct Held { raised: AtomicBool }
}

pub struct Attributed(AtomicBool);

attributed! {
    /// Both attributes come through the macro.
    #[waitable(notifier = AttributedTx, waiter = AttributedRx)]
    #[allow(dead_code)]
    impl Attributed {
        #[notify]
        pub fn raise(&self) {
            self.0.store(true, SeqCst);
        }
        #[wait]
        pub fn is_raised(&self) -> bool {
            self.0.load(SeqCst)
        }
    }
}

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    assert!(waiter.try_wait());
    let (notifier, mut waiter) = Tuple::<u8>::default().into_pair();
    notifier.notify(|tuple| tuple.1.store(true, SeqCst));
    assert_eq!(waiter.try_wait(), Some(0));
    assert!(Unit.into_pair().1.try_wait());

    let (mut notifier, mut waiter) = Level::default().into_pair();
    notifier.set(3);
    assert!(waiter.is_seen());
    assert_eq!(waiter.try_at_least(&mut Some(2)), Some(2));
    drop(waiter.at_least(1));
    drop(notifier);
    assert_eq!(waiter.level(), u8::MAX);

    let (notifier, mut waiter) = Twice(AtomicBool::new(false)).into_pair();
    notifier.raise();
    assert!(waiter.is_raised());
    drop(waiter.raised());
    assert!(TwiceShort(true).into_pair().1.try_wait());

    assert_eq!(Members::associated(), 1);
    let (notifier, mut waiter) = Members::default().into_pair();
    notifier.raise();
    assert!(waiter.is_raised() && waiter.limit() == 4);
    let (notifier, mut waiter) = Tokens::default().into_pair();
    notifier.raise();
    assert!(waiter.is_raised());
    drop(waiter.raised());
    let (notifier, mut waiter) = Between::default().into_pair();
    notifier.raise();
    assert!(waiter.is_raised() && waiter.get());
    drop(waiter.raised());

    let (notifier, mut waiter) = Held::default().into_pair();
    notifier.notify(|held| held.raised.store(true, SeqCst));
    assert!(waiter.try_wait());
    let (notifier, mut waiter) = Attributed(AtomicBool::new(false)).into_pair();
    notifier.raise();
    assert!(waiter.is_raised());
}
