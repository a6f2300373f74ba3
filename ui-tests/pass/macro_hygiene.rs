//! Names with the same spelling but different hygiene: `self`, arguments, fields, locals, and attributes of one macro
//! on code of another.

#![deny(warnings)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// The body is the caller's, and the signature is the macro's: `self` has to be passed.
macro_rules! body {
    ($name:ident, $this:ident => $notify:block, $this2:ident => $wait:expr) => {
        #[derive(Default)]
        pub struct $name(AtomicUsize);

        #[waitable]
        impl $name {
            #[notify]
            pub fn add(&$this) $notify

            #[notify(when = |added| *added > 0)]
            pub fn add_too(&$this) -> usize {
                $notify
                1
            }

            #[wait(await)]
            pub fn is_many(&$this2) -> bool {
                $wait
            }

            #[query]
            pub fn count(&self) -> usize {
                self.0.load(SeqCst)
            }

            #[arm]
            fn arm(&$this) $notify

            #[on_drop(notifier)]
            fn leave(&$this) $notify
        }
    };
}

body!(Body, self => { self.0.fetch_add(1, SeqCst); }, self => self.0.load(SeqCst) > 1);

/// `self` of the macro in one method, and of the caller in another one.
macro_rules! mixed {
    ($name:ident { $($member:tt)* }) => {
        #[derive(Default)]
        pub struct $name(AtomicUsize);

        #[waitable(notifier = MixedTx { count: usize = 0 }, waiter = MixedRx { count: usize = 0 })]
        impl $name {
            $($member)*

            #[wait(more, wakes = none)]
            pub fn try_more(&self, than: usize, #[field] count: &mut usize) -> Option<usize> {
                *count += 1;
                Some(self.0.load(SeqCst)).filter(|count| *count > than)
            }

            #[disarm(done)]
            fn disarm(&self) {}
        }
    };
}

mixed!(Mixed {
    #[notify]
    pub fn add(&self, #[field] count: &mut usize) {
        *count += 1;
        self.0.fetch_add(1, SeqCst);
    }

    #[wait(done, wakes = none)]
    pub fn is_done(&self, #[field] count: &mut usize) -> bool {
        *count += 1;
        self.0.load(SeqCst) > 0
    }

    #[arm(done)]
    fn arm(&self) {}
});

/// Two arguments of one name: one is the macro's, and one is the caller's.
macro_rules! arguments {
    ($name:ident, $value:ident, $item:ident, $storage:ident, $sum:expr) => {
        #[derive(Default)]
        pub struct $name(AtomicUsize);

        #[waitable(storage = $storage)]
        impl $name {
            #[notify]
            pub fn add(&self, value: usize, $value: usize) -> usize {
                self.0.fetch_add(value, SeqCst);
                $sum + value
            }

            #[notify(when = |value| *value > 0)]
            pub fn add_too(&self, value: usize, $value: usize) -> usize {
                self.0.fetch_add($value, SeqCst) + value
            }

            #[wait(sum, wakes = none)]
            pub fn try_sum(&self, value: usize, $value: &mut usize) -> Option<usize> {
                *$value += 1;
                Some(self.0.load(SeqCst) + value)
            }

            #[wait(put, wakes = none)]
            pub fn try_put(
                &self,
                #[once] item: &mut Option<usize>,
                #[once] $item: &mut Option<u8>,
            ) -> bool {
                self.0.fetch_add(item.take().unwrap_or(0), SeqCst);
                $item.take().is_some()
            }

            #[query]
            pub fn product(&self, value: usize, $value: usize) -> usize {
                value * $value
            }
        }
    };
}

arguments!(Arguments, value, item, owned, value * 10);
arguments!(Borrowed, value, item, borrowed, value * 10);

/// The attribute is the macro's, and what it is on is the caller's.
macro_rules! attribute {
    ([$($options:tt)*] $($item:tt)*) => {
        #[waitable($($options)*)]
        $($item)*
    };
    ({ $(#[$marker:meta] fn $name:ident($($input:tt)*) $(-> $ret:ty)? $body:block)* } $ty:ident) => {
        #[waitable]
        impl $ty {
            $(#[$marker] pub fn $name($($input)*) $(-> $ret)? $body)*
        }
    };
}

attribute! {
    [until = |flag| flag.0.load(SeqCst) > 0]
    #[derive(Default)]
    pub struct Flag(AtomicUsize);
}

attribute! {
    [until = |flag| flag.0.load(SeqCst) > 0, notifier = pub FlagTx { }, waiter = FlagRx, storage = borrowed]
    #[derive(Default)]
    pub struct Flag2(AtomicUsize);
}

#[derive(Default)]
pub struct Marked(AtomicUsize);

attribute! {
    {
        #[notify] fn add(&self, by: usize) { self.0.fetch_add(by, SeqCst); }
        #[wait(reached)] fn try_reach(&self, least: usize) -> Option<usize> {
            Some(self.0.load(SeqCst)).filter(|count| *count >= least)
        }
        #[query] fn get(&self) -> usize { self.0.load(SeqCst) }
        #[on_drop(notifier)] fn leave(&self) {}
    }
    Marked
}

/// Handles of one name for several conditions, each in a scope.
macro_rules! scoped {
    ($count:expr) => {{
        struct Condition(AtomicUsize);

        #[waitable(notifier = Tx, waiter = Rx)]
        impl Condition {
            #[notify]
            fn notify(&self) -> usize {
                let count = $count;
                self.0.fetch_add(count, SeqCst)
            }

            #[wait]
            fn is_set(&self) -> bool {
                self.0.load(SeqCst) == $count
            }
        }

        let (tx, mut rx): (Tx, Rx) = Condition(AtomicUsize::new(0)).into_pair();
        tx.notify();
        drop(rx.set());
        rx.is_set()
    }};
}

#[test]
fn compiles_and_works() {
    let (notifier, mut waiter) = Body::default().into_pair();
    notifier.add();
    notifier.add_too();
    assert!(waiter.is_many() && waiter.count() == 2);
    drop(waiter.many());

    let (mut tx, mut rx) = Mixed::default().into_pair();
    tx.add();
    assert!(rx.is_done());
    assert_eq!(rx.try_more(0), Some(1));
    drop(rx.done());
    drop(rx.more(0));

    let (notifier, mut waiter) = Arguments::default().into_pair();
    assert_eq!((notifier.add(1, 2), notifier.add_too(1, 2)), (21, 2));
    assert_eq!(waiter.try_sum(1, &mut 2), Some(4));
    assert!(waiter.try_put(&mut Some(1), &mut Some(2)));
    drop(waiter.sum(1, &mut 2));
    drop(waiter.put(1, 2));
    assert_eq!(waiter.product(2, 3), 6);
    let borrowed = Waitable::new(Borrowed::default());
    assert_eq!(BorrowedNotifier::new(&borrowed).add(1, 2), 21);
    let mut waiter = BorrowedWaiter::claim(&borrowed).unwrap();
    assert_eq!(waiter.try_sum(1, &mut 2), Some(2));
    drop(waiter.sum(1, &mut 2));

    let (notifier, mut waiter) = Flag::default().into_pair();
    notifier.notify(|flag| flag.0.store(1, SeqCst));
    assert!(waiter.try_wait());
    let flag = Waitable::new(Flag2::default());
    FlagTx::new(&flag).notify(|flag| flag.0.store(1, SeqCst));
    assert!(FlagRx::claim(&flag).unwrap().try_wait());
    let (notifier, mut waiter) = Marked::default().into_pair();
    notifier.add(2);
    assert_eq!((waiter.try_reach(2), waiter.get()), (Some(2), 2));
    drop(waiter.reached(3));

    assert!(scoped!(1) && scoped!(2));
}
