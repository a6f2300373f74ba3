//! Names of weak orderings that are not orderings are accepted with `sync = false`.

#![deny(warnings)]
#![allow(non_snake_case)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering, Ordering::SeqCst};

#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(u32)]
pub enum Key {
    Acquire = 1,
    Release = 2,
    AcqRel = 3,
}

impl Key {
    pub const ALL: [Self; 3] = [Self::Acquire, Self::Release, Self::AcqRel];
}

/// A type of this name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Relaxed {
    pub level: u32,
}

/// A module with what an ordering's path may look like.
pub mod door {
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub enum Release {
        Slow,
        Fast,
    }
}

/// A function, and a macro.
pub fn Acquire(level: u32) -> u32 {
    level
}

#[allow(unused_macros)]
macro_rules! Release {
    () => {
        1
    };
}

#[derive(Default)]
pub struct Lock {
    key: AtomicU32,
    Acquire: AtomicUsize,
}

#[waitable(sync = false, notifier = Keys { pressed: Option<Key> = None }, waiter = Owner)]
impl Lock {
    #[notify]
    pub fn press(&self, key: Key) {
        self.key.store(key as u32, SeqCst);
    }

    #[notify]
    pub fn release(&self) {
        self.key.store(Key::Release as u32, SeqCst);
        self.Acquire.store(Key::ALL.len(), Ordering::SeqCst);
    }

    #[notify(when = |key| matches!(key, Key::Acquire | Key::Release) && *key != Key::AcqRel)]
    pub fn press_last(&self, #[field] pressed: &mut Option<Key>) -> Key {
        let key = pressed.replace(Key::Acquire).unwrap_or(Key::Release);
        self.press(key);
        key
    }

    #[notify]
    pub fn relax(&self, Relaxed { level }: Relaxed) -> Relaxed {
        self.key.store(Acquire(level) + Release!(), SeqCst);
        Relaxed {
            level: self.key.load(SeqCst),
        }
    }

    #[wait(wakes = none)]
    pub fn is_released(&self, how: door::Release) -> bool {
        let key = self.key.load(SeqCst);
        match how {
            door::Release::Slow => key == Key::Release as u32,
            door::Release::Fast => [Key::Release as u32, Key::AcqRel as u32].contains(&key),
        }
    }

    #[wait(acquired, await, wakes = none)]
    pub fn try_acquire(&self) -> Option<Key> {
        let acquired =
            self.Acquire.load(SeqCst) > 0 && self.key.load(SeqCst) == u32::from(Key::Acquire as u8);
        acquired.then_some(Key::Acquire)
    }

    #[on_drop(notifier)]
    fn leave(&self) {
        // `Relaxed` in a comment or in a string is accepted.
        assert_ne!("Ordering::Relaxed", "Release");
        self.key.store(Key::AcqRel as u32, SeqCst);
    }
}

#[derive(Default)]
pub struct Doors(AtomicU32);

#[waitable(sync = false, storage = borrowed)]
impl Doors {
    #[notify]
    pub fn open(&self) -> Key {
        let key: Key = Key::Release;
        self.0.store(key as u32, SeqCst);
        key
    }

    #[wait]
    pub fn is_open(&self) -> bool {
        // The failure ordering is not weak, either.
        self.0
            .compare_exchange(2, Key::Acquire as u32, SeqCst, SeqCst)
            .is_ok()
    }
}

#[test]
fn compiles_and_works() {
    let (mut keys, mut owner) = Lock::default().into_pair();
    keys.press(Key::Release);
    keys.release();
    assert!(owner.is_released(door::Release::Slow) && owner.is_released(door::Release::Fast));
    assert_eq!(keys.press_last(), Key::Release);
    assert_eq!(keys.press_last(), Key::Acquire);
    assert_eq!(owner.try_acquire(), Some(Key::Acquire));
    drop(owner.released(door::Release::Slow));
    drop(owner.acquired());
    assert_eq!(keys.relax(Relaxed { level: 1 }).level, 2);

    let doors = Waitable::new(Doors::default());
    assert_eq!(DoorsNotifier::new(&doors).open(), Key::Release);
    let mut waiter = DoorsWaiter::claim(&doors).unwrap();
    assert!(waiter.is_open());
    drop(waiter.open());
}
