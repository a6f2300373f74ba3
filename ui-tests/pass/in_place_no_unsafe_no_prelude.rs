#![forbid(unsafe_code)]
#![no_implicit_prelude]
#![deny(warnings)]

use ::spmc_waker::{Waitable, waitable};
use ::std::sync::atomic::{AtomicU32, Ordering::SeqCst};

pub struct Level {
    level: AtomicU32,
}

/// All features but those that need one of the crate's.
#[waitable(storage = ref)]
impl Level {
    #[wait(add, by = notifier)]
    pub fn try_add(&self, #[once] more: &mut ::core::option::Option<u32>) -> bool {
        let has_room = self.level.load(SeqCst) < 10;
        if has_room {
            if let ::core::option::Option::Some(more) = more.take() {
                self.level.fetch_add(more, SeqCst);
            }
        }
        has_room
    }

    #[wait(take, default)]
    pub fn try_take(&self) -> ::core::option::Option<u32> {
        match self.level.swap(0, SeqCst) {
            0 => ::core::option::Option::None,
            level => ::core::option::Option::Some(level),
        }
    }

    #[notify(by = waiter)]
    pub fn reset(&self) {
        self.level.store(0, SeqCst);
    }

    #[arm]
    fn enable(&self) {}

    #[disarm(by = notifier)]
    fn disable(&self) {}

    #[on_drop(waiter)]
    fn leave(&self) {
        self.level.store(0, SeqCst);
    }
}

pub struct Lent {
    level: AtomicU32,
}

#[waitable]
impl Lent {
    #[notify]
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

fn main() {
    static LEVEL: Waitable<Level> = Waitable::new(Level {
        level: AtomicU32::new(0),
    });
    let (mut notifier, mut waiter) = (LEVEL.notifier().unwrap(), LEVEL.waiter().unwrap());
    ::std::assert!(notifier.try_add(&mut ::core::option::Option::Some(3)));
    ::std::assert_eq!(waiter.try_take(), ::core::option::Option::Some(3));
    waiter.reset();
    ::std::mem::drop((notifier.add(1), waiter.take()));

    let level = AtomicU32::new(0);
    let (notifier, mut waiter) = Lent { level }.into_pair();
    notifier.fill();
    ::std::assert!(waiter.try_level(1).is_some());
    ::std::mem::drop(waiter.level(2));
}
