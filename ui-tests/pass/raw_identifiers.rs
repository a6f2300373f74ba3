//! Keywords as names of everything that can have a raw identifier.

#![deny(warnings)]
#![allow(non_camel_case_types)]

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

mod owned {
    use super::{AtomicBool, SeqCst};
    use spmc_waker::waitable;

    #[waitable(until = |r#ref| r#ref.r#in.load(SeqCst), notifier = pub r#mut, waiter = pub r#dyn)]
    pub struct r#type {
        pub r#in: AtomicBool,
    }

    pub struct Slot<'r#fn, r#in> {
        pub r#dyn: &'r#fn AtomicBool,
        pub r#where: r#in,
    }

    #[waitable(notifier = r#use { r#else: r#in }, waiter = r#impl { r#loop: u8 = 0 })]
    impl<'r#fn, r#in: Copy> Slot<'r#fn, r#in> {
        #[r#notify]
        pub fn r#break(&self, r#true: bool, #[field] r#else: &mut r#in) -> r#in {
            self.r#dyn.store(r#true, SeqCst);
            *r#else
        }

        #[wait(wakes = none)]
        pub fn try_match(&self, r#if: bool, r#ref: &str, r#mut: &mut u8) -> Option<r#in> {
            *r#mut = r#ref.len().try_into().unwrap_or(0);
            (self.r#dyn.load(SeqCst) == r#if).then_some(self.r#where)
        }

        #[wait(r#await, wakes = none)]
        pub fn r#async(&self, #[once] r#move: &mut Option<u8>, #[field] r#loop: &mut u8) -> bool {
            *r#loop += r#move.take().unwrap_or(0);
            *r#loop > 0
        }

        #[query]
        pub fn r#static(&self) -> &'r#fn AtomicBool {
            self.r#dyn
        }

        #[on_drop(r#use, r#impl)]
        fn r#for(&self) {}
    }

    pub struct Page(pub AtomicBool);

    #[waitable]
    impl Page {
        #[notify]
        pub fn r#do(&self) {}

        #[wait]
        pub fn try_ref<'r#ref>(&self, r#ref: &'r#ref str) -> Option<(&AtomicBool, &'r#ref str)> {
            Some((&self.0, r#ref))
        }
    }
}

mod borrowed {
    use super::{AtomicBool, SeqCst};
    use spmc_waker::waitable;

    pub struct Slot<'r#fn, r#in> {
        pub r#dyn: &'r#fn AtomicBool,
        pub r#where: r#in,
    }

    #[waitable(waiter = r#use, waiter = r#impl, storage = borrowed)]
    impl<'r#fn, r#in: Copy> Slot<'r#fn, r#in> {
        #[wait(r#do, by = r#use, future = r#yield, wakes = r#impl)]
        pub fn r#as(&self, #[once] r#if: &mut Option<r#in>, r#else: bool) -> bool {
            let value = r#if.take();
            self.r#dyn.swap(r#else, SeqCst) && value.is_some()
        }

        #[wait(by = r#impl, wakes = r#use)]
        pub fn try_match(&self, r#if: bool, r#ref: &str, r#mut: &mut u8) -> Option<r#in> {
            *r#mut = r#ref.len().try_into().unwrap_or(0);
            (self.r#dyn.load(SeqCst) == r#if).then_some(self.r#where)
        }

        #[notify(by = [r#use, r#impl], when = |r#in| *r#in)]
        pub fn r#break(&self, r#true: bool) -> bool {
            self.r#dyn.swap(r#true, SeqCst)
        }

        #[arm(r#match)]
        fn r#move(&self) {}

        #[disarm(r#do)]
        fn r#static(&self) {}
    }
}

#[test]
fn compiles_and_works() {
    let (notifier, waiter): (owned::r#mut, owned::r#dyn) = owned::r#type {
        r#in: AtomicBool::new(false),
    }
    .into_pair();
    notifier.notify(|r#type| r#type.r#in.store(true, SeqCst));
    drop(waiter);

    let flag = AtomicBool::new(true);
    let slot = owned::Slot {
        r#dyn: &flag,
        r#where: 1,
    };
    let (mut notifier, mut waiter): (owned::r#use<'_, _>, owned::r#impl<'_, _>) = slot.into_pair(9);
    assert_eq!(notifier.r#break(true), 9);
    assert_eq!(waiter.try_match(true, "abc", &mut 0), Some(1));
    assert!(waiter.r#async(&mut Some(1)));
    drop(waiter.r#match(true, "abc", &mut 0));
    drop(waiter.r#await(2));
    assert!(waiter.r#static().load(SeqCst));
    let (notifier, mut waiter) = owned::Page(AtomicBool::new(true)).into_pair();
    notifier.r#do();
    assert!(waiter.try_ref("a").is_some());
    drop(waiter.r#ref("a"));

    let slot = spmc_waker::Waitable::new(borrowed::Slot {
        r#dyn: &flag,
        r#where: 1,
    });
    let mut giver: borrowed::r#use<'_, '_, _> = borrowed::r#use::claim(&slot).unwrap();
    let mut taker = borrowed::r#impl::claim(&slot).unwrap();
    assert!(giver.r#as(&mut Some(1), true));
    assert_eq!(taker.try_match(true, "abc", &mut 0), Some(1));
    taker.r#break(giver.r#break(true));
    let future: borrowed::r#yield<'_, '_, i32> = giver.r#do(1, false);
    drop((future, taker.r#match(true, "abc", &mut 0)));
}
