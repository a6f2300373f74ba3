//! Conditions in a module that forbids unsafe code and has no prelude.

#![forbid(unsafe_code)]
#![no_implicit_prelude]
#![deny(warnings)]

mod owned {
    use ::spmc_waker::waitable;
    use ::std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};

    #[waitable(until = |flag| flag.raised.load(SeqCst))]
    pub struct Flag {
        pub raised: AtomicBool,
    }

    #[waitable(until = |slot| -> ::core::option::Option<u32> {
        let level = slot.0.swap(0, SeqCst);
        if level == 0 { ::core::option::Option::None } else { ::core::option::Option::Some(level) }
    })]
    pub struct Slot(pub AtomicU32);

    pub struct Counter {
        pub count: AtomicU32,
    }

    #[waitable(notifier = Adder { last: u32 }, waiter = Seer { seen: u32 = 0 })]
    impl Counter {
        #[notify]
        pub fn add(&self, more: u32, #[field] last: &mut u32) -> u32 {
            *last = self.count.fetch_add(more, SeqCst);
            *last
        }

        #[notify(when = |before| *before > 0)]
        pub fn subtract(&self, less: u32) -> u32 {
            self.count.fetch_sub(less, SeqCst)
        }

        #[wait(reached, await, within, budget = 8, wakes = none)]
        pub fn is_positive(&self) -> bool {
            self.count.load(SeqCst) > 0
        }

        #[wait(at_least, within, budget = 8, wakes = none)]
        pub fn try_at_least(
            &self,
            least: u32,
            #[field] seen: &mut u32,
        ) -> ::core::option::Option<u32> {
            *seen = self.count.load(SeqCst);
            if *seen >= least {
                ::core::option::Option::Some(*seen)
            } else {
                ::core::option::Option::None
            }
        }

        #[query]
        pub fn count(&self) -> u32 {
            self.count.load(SeqCst)
        }

        #[on_drop(notifier)]
        fn close(&self) {
            self.count.store(u32::MAX, SeqCst);
        }
    }

    pub struct Page {
        pub level: AtomicU32,
    }

    #[waitable]
    impl Page {
        #[notify(last)]
        pub fn fill(&self) {
            self.level.store(1, SeqCst);
        }

        #[wait(level)]
        pub fn try_level(&self, least: u32) -> ::core::option::Option<&AtomicU32> {
            if self.level.load(SeqCst) >= least {
                ::core::option::Option::Some(&self.level)
            } else {
                ::core::option::Option::None
            }
        }
    }

    pub struct Lock(pub ::std::sync::Mutex<u32>);

    #[waitable]
    impl Lock {
        #[notify(guard)]
        pub fn lock(&self) -> ::std::sync::MutexGuard<'_, u32> {
            self.0.lock().unwrap()
        }

        #[notify(guard)]
        pub fn try_lock(&self) -> ::core::option::Option<::std::sync::MutexGuard<'_, u32>> {
            self.0.try_lock().ok()
        }

        #[wait]
        pub fn is_odd(&self) -> bool {
            *self.0.lock().unwrap() % 2 == 1
        }
    }
}

mod borrowed {
    use ::spmc_waker::waitable;
    use ::std::sync::atomic::{AtomicU32, Ordering::SeqCst};

    pub struct Level {
        pub level: AtomicU32,
    }

    /// All features but those that need one of the crate's.
    #[waitable(notifier = Resetter, waiter = Adder { total: u32 = 0 }, waiter = Taker, storage = borrowed)]
    impl Level {
        #[wait(add, by = Adder, within, budget = 8, wakes = Taker)]
        pub fn try_add(
            &self,
            #[once] more: &mut ::core::option::Option<u32>,
            #[field] total: &mut u32,
        ) -> bool {
            let has_room = self.level.load(SeqCst) < 10;
            if has_room {
                let more = more.take().unwrap_or(0);
                *total += more;
                self.level.fetch_add(more, SeqCst);
            }
            has_room
        }

        #[wait(take, by = Taker, await, within, budget = 8, wakes = Adder)]
        pub fn try_take(&self) -> ::core::option::Option<u32> {
            match self.level.swap(0, SeqCst) {
                0 => ::core::option::Option::None,
                level => ::core::option::Option::Some(level),
            }
        }

        #[notify(by = [Resetter, Taker])]
        pub fn reset(&self) {
            self.level.store(0, SeqCst);
        }

        #[arm(take)]
        fn enable(&self) {}

        #[disarm(add)]
        fn disable(&self) {}

        #[disarm(take)]
        fn disable_take(&self) {}

        #[on_drop(Adder, Taker)]
        fn leave(&self) {
            self.level.store(0, SeqCst);
        }
    }
}

fn owned() {
    use ::std::sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering::SeqCst},
    };

    let (notifier, mut waiter) = owned::Flag {
        raised: AtomicBool::new(false),
    }
    .into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    ::std::assert!(waiter.try_wait());
    let (_notifier, mut waiter) = owned::Slot(AtomicU32::new(1)).into_pair();
    ::std::assert_eq!(waiter.try_wait(), ::core::option::Option::Some(1));
    let (mut notifier, mut waiter) = owned::Counter {
        count: AtomicU32::new(0),
    }
    .into_pair(0);
    notifier.add(1);
    notifier.subtract(1);
    ::std::mem::drop(notifier);
    ::std::assert_eq!(waiter.count(), u32::MAX);
    ::std::mem::drop(waiter.at_least(2));

    let level = AtomicU32::new(0);
    let (notifier, mut waiter) = owned::Page { level }.into_pair();
    notifier.fill();
    ::std::assert!(waiter.try_level(1).is_some());
    ::std::mem::drop(waiter.level(2));

    let (notifier, mut waiter) = owned::Lock(Mutex::new(0)).into_pair();
    **notifier.lock() += 1;
    ::std::assert!(notifier.try_lock().is_some());
    ::std::assert!(waiter.is_odd());
}

fn borrowed() {
    use ::spmc_waker::Waitable;
    use ::std::sync::atomic::AtomicU32;
    use borrowed::{Adder, Level, Resetter, Taker};

    static LEVEL: Waitable<Level> = Waitable::new(Level {
        level: AtomicU32::new(0),
    });
    let (mut adder, mut taker) = (Adder::claim(&LEVEL).unwrap(), Taker::claim(&LEVEL).unwrap());
    ::std::assert!(adder.try_add(&mut ::core::option::Option::Some(3)));
    ::std::assert_eq!(taker.try_take(), ::core::option::Option::Some(3));
    taker.reset();
    Resetter::new(&LEVEL).reset();
    ::std::mem::drop((adder.add(1), taker.take()));
}

#[::core::prelude::v1::test]
fn compiles_and_works() {
    owned();
    borrowed();
}
