#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

macro_rules! short {
    ($vis:vis $name:ident, $field:ident: $ty:ty, $storage:ident) => {
        #[waitable(until = |flag| flag.$field.load(SeqCst), storage = $storage)]
        $vis struct $name {
            $field: $ty,
        }
    };
}

macro_rules! full {
    ($name:ident<$T:ident>, $value:ty, $push:ident, $wait:ident, $side:ident, $item:ident: $once:ty, $arm:ident) => {
        pub struct $name<$T> {
            ready: AtomicBool,
            value: $T,
        }

        #[waitable(storage = ref)]
        impl<$T: Clone> $name<$T> {
            #[wait($wait, by = $side)]
            pub fn $push(&self, #[once] $item: $once) -> bool {
                let is_free = !self.ready.load(SeqCst);
                if let (true, Some($item)) = (is_free, $item.take()) {
                    self.ready.store($item, SeqCst);
                }
                is_free
            }

            #[wait(get)]
            pub fn try_get(&self) -> Option<$T> {
                self.ready.swap(false, SeqCst).then(|| self.value.clone())
            }

            #[notify(by = waiter)]
            pub fn reset(&self, value: $value) {
                self.ready.store(value, SeqCst);
            }

            #[arm]
            fn $arm(&self) {}
        }
    };
}

short!(pub Flag, raised: AtomicBool, ref);
full!(Slot<T>, bool, try_push, push, notifier, item: &mut Option<bool>, enable);

macro_rules! lending {
    ($T:ty, $guard:ty) => {
        pub struct Lent($T);

        #[waitable]
        impl Lent {
            #[notify]
            pub fn wake(&self) {}

            #[wait(lent)]
            pub fn try_lend(&self) -> Option<&$T> {
                Some(&self.0)
            }

            #[wait(guard)]
            pub fn try_guard(&self) -> $guard {
                Some(&self.0)
            }
        }
    };
}

lending!(u32, Option<&u32>);

fn main() {
    let raised = AtomicBool::new(true);
    let flag = Waitable::new(Flag { raised });
    assert!(flag.waiter().unwrap().try_wait());

    let ready = AtomicBool::new(false);
    let slot = Waitable::new(Slot { ready, value: 7 });
    let (mut notifier, mut waiter) = (slot.notifier().unwrap(), slot.waiter().unwrap());
    assert!(notifier.try_push(&mut Some(true)));
    assert_eq!(waiter.try_get(), Some(7));
    waiter.reset(true);
    drop((notifier.push(true), waiter.get()));

    let (notifier, mut waiter) = Lent(1).into_pair();
    notifier.wake();
    assert_eq!(
        (waiter.try_lend(), waiter.try_guard()),
        (Some(&1), Some(&1))
    );
    drop(waiter.lent());
    drop(waiter.guard());
}
