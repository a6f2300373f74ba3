//! A macro generates the condition from names, types, visibilities and options.

#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

macro_rules! short {
    ($vis:vis $name:ident, $field:ident: $ty:ty, $notifier:ident, $waiter:ident, $storage:ident) => {
        #[waitable(until = |flag| flag.$field.load(SeqCst), notifier = $vis $notifier, waiter = $waiter, storage = $storage)]
        $vis struct $name {
            $field: $ty,
        }
    };
}

macro_rules! full {
    ($name:ident<$T:ident>, $value:ty, $set:ident, $check:ident, $wait:ident, $until:expr) => {
        pub struct $name<$T> {
            ready: AtomicBool,
            value: $T,
        }

        #[waitable]
        impl<$T: Clone> $name<$T> {
            #[notify]
            pub fn $set(&self, ready: $value) {
                self.ready.store(ready, SeqCst);
            }

            #[wait($wait)]
            pub fn $check(&self, wanted: $value) -> Option<$T> {
                let same = $until;
                same(self.ready.load(SeqCst), wanted).then(|| self.value.clone())
            }
        }
    };
}

macro_rules! two_waiters {
    (
        $name:ident<$T:ident>, $value:ty, $push:ident, $wait:ident, $side:ident, $other:ident,
        $item:ident: $once:ty, $field:ident: $local:ty = $init:expr, $arm:ident, $sync:literal
    ) => {
        pub struct $name<$T> {
            ready: AtomicBool,
            value: $T,
        }

        #[waitable(waiter = $side { $field: $local = $init }, waiter = $other, storage = borrowed, sync = $sync)]
        impl<$T: Clone> $name<$T> {
            #[wait($wait, by = $side, within, budget = 8, wakes = $other)]
            pub fn $push(&self, #[once] $item: $once, #[field] $field: &mut $local) -> bool {
                let is_free = !self.ready.load(SeqCst);
                if let (true, Some($item)) = (is_free, $item.take()) {
                    *$field += 1;
                    self.ready.store($item, SeqCst);
                }
                is_free
            }

            #[wait(get, by = $other, within, budget = 8, wakes = $side)]
            pub fn try_get(&self) -> Option<$T> {
                self.ready.swap(false, SeqCst).then(|| self.value.clone())
            }

            #[notify(by = [$side, $other], wakes = none)]
            pub fn reset(&self, value: $value) {
                self.ready.store(value, SeqCst);
            }

            #[arm($wait)]
            fn $arm(&self) {}

            #[on_drop($side, $other)]
            fn leave(&self) {}
        }
    };
}

macro_rules! borrowing {
    ($name:ident($T:ty), $guard:ty) => {
        pub struct $name($T);

        #[waitable]
        impl $name {
            #[notify]
            pub fn wake(&self) {}

            #[wait(inner, within, budget = 8, wakes = none)]
            pub fn try_inner(&self) -> Option<&$T> {
                Some(&self.0)
            }

            #[wait(guard, within, budget = 8, wakes = none)]
            pub fn try_guard(&self) -> $guard {
                Some(&self.0)
            }
        }
    };
}

short!(pub Flag, raised: AtomicBool, Raiser, Raised, owned);
short!(pub Lamp, on: AtomicBool, Switch, Eye, borrowed);
full!(Slot<T>, bool, set, try_get, get, |a: bool, b: bool| a == b);
two_waiters!(Cell<T>, bool, try_push, push, Pusher, Getter, item: &mut Option<bool>, pushed: u8 = 0, enable, false);
borrowing!(Borrowed(u32), Option<&u32>);

#[test]
fn compiles_and_works() {
    let raised = AtomicBool::new(false);
    let (notifier, mut waiter): (Raiser, Raised) = Flag { raised }.into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    assert!(waiter.try_wait());

    let on = AtomicBool::new(true);
    let lamp = Waitable::new(Lamp { on });
    Switch::new(&lamp).notify(|lamp| lamp.on.store(true, SeqCst));
    assert!(Eye::claim(&lamp).unwrap().try_wait());

    let ready = AtomicBool::new(false);
    let (notifier, mut waiter) = Slot { ready, value: 7 }.into_pair();
    notifier.set(true);
    assert_eq!(waiter.try_get(true), Some(7));
    drop(waiter.get(true));

    let ready = AtomicBool::new(false);
    let cell = Waitable::new(Cell { ready, value: 7 });
    let (mut pusher, mut getter) = (Pusher::claim(&cell).unwrap(), Getter::claim(&cell).unwrap());
    assert!(pusher.try_push(&mut Some(true)));
    assert_eq!(getter.try_get(), Some(7));
    getter.reset(true);
    pusher.reset(false);
    drop((pusher.push(true), getter.get()));

    let (notifier, mut waiter) = Borrowed(1).into_pair();
    notifier.wake();
    assert_eq!(waiter.try_inner(), Some(&1));
    assert_eq!(waiter.try_guard(), Some(&1));
    drop(waiter.inner());
    drop(waiter.guard());
}
