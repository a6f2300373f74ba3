//! Visibilities outside of the crate: public handles of a private condition, including guards, and public conditions
//! with private handles.

#![deny(warnings, unreachable_pub)]

use spmc_waker::waitable;
use std::sync::{
    Mutex, MutexGuard,
    atomic::{AtomicBool, Ordering::SeqCst},
};

/// What can be seen by whoever uses the crate: a private condition with public handles, guards and all.
pub mod public {
    use super::*;

    #[derive(Default)]
    struct Private(Mutex<u32>);

    #[waitable(notifier = pub Tx { sent: u8 = 0 }, waiter = pub Rx, waiter = pub Other, sync = false)]
    impl Private {
        #[notify(guard)]
        pub fn lock(&self) -> MutexGuard<'_, u32> {
            self.0.lock().unwrap()
        }

        #[notify]
        pub fn send(&self, #[field] sent: &mut u8) {
            *sent += 1;
        }

        #[wait(odd, by = Rx, wakes = Other)]
        pub fn try_odd(&self) -> Option<u32> {
            Some(*self.0.lock().unwrap()).filter(|value| value % 2 == 1)
        }

        #[wait(even, by = Other, wakes = Rx)]
        pub fn try_even(&self) -> Option<u32> {
            Some(*self.0.lock().unwrap()).filter(|value| value % 2 == 0)
        }
    }

    pub fn handles() -> (Tx, Rx, Other) {
        Private::default().into_handles()
    }

    /// A public condition with private handles.
    #[waitable(until = |flag| flag.0.load(SeqCst), notifier = pub(self) Raiser, waiter = pub(self) Raised)]
    #[derive(Default)]
    pub struct Flag(AtomicBool);

    impl Flag {
        pub fn raise(self) -> bool {
            let (notifier, mut waiter) = self.into_pair();
            notifier.notify(|flag| flag.0.store(true, SeqCst));
            drop(waiter.wait());
            waiter.try_wait()
        }
    }

    /// Another one, with methods, of which some are public.
    #[derive(Default)]
    pub struct Level(AtomicBool);

    #[waitable(notifier = pub(self) Sets, waiter = pub(crate) Sees)]
    impl Level {
        #[notify(guard)]
        pub fn guard(&self) -> Option<std::sync::MutexGuard<'_, u8>> {
            None
        }

        #[notify]
        pub fn set(&self) {
            self.0.store(true, SeqCst);
        }

        #[wait]
        pub fn is_level(&self) -> bool {
            self.0.load(SeqCst)
        }
    }

    impl Level {
        pub(crate) fn sees(self) -> Sees {
            let (sets, sees) = self.into_pair();
            sets.set();
            assert!(sets.guard().is_none());
            sees
        }
    }
}

#[test]
fn compiles_and_works() {
    let (mut tx, mut rx, mut other) = public::handles();
    **tx.lock() += 1;
    tx.send();
    tx.clone().send();
    assert_eq!(rx.try_odd(), Some(1));
    assert!(other.try_even().is_none());
    drop((rx.odd(), other.even()));
    assert!(public::Flag::default().raise());
    assert!(public::Level::default().sees().is_level());
}
