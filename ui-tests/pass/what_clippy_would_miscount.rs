//! Clippy's stricter lints do not fire on generated methods, although these differ from the user's method.

#![deny(
    warnings,
    clippy::pedantic,
    clippy::nursery,
    clippy::impl_trait_in_params
)]
#![allow(clippy::missing_panics_doc, clippy::must_use_candidate)]
#![allow(clippy::many_single_char_names)]

use spmc_waker::Waitable;
use std::sync::atomic::AtomicU8;

/// With a context, a limit or one more field, there are more arguments than clippy likes.
pub mod many_arguments {
    use spmc_waker::waitable;
    use std::sync::atomic::{AtomicU8, Ordering::SeqCst};

    #[derive(Default)]
    pub struct Sum(AtomicU8);

    #[waitable(waiter = Seer {
        seen: u8,
        a: u8,
        b: u8,
        c: u8,
        d: u8,
        e: u8,
        f: u8,
    })]
    #[allow(dead_code)]
    impl Sum {
        #[notify]
        pub fn add(&self, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8) {
            self.0.fetch_add(a + b + c + d + e + f, SeqCst);
        }

        #[wait(sum, wakes = none)]
        pub fn is_sum(&self, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8) -> bool {
            self.0.load(SeqCst) == a + b + c + d + e + f
        }

        #[wait(seen, wakes = none)]
        pub fn try_see(&self, #[field] seen: &mut u8) -> Option<u8> {
            *seen = self.0.load(SeqCst);
            Some(*seen)
        }
    }

    pub struct Flag(pub AtomicU8);

    #[waitable(storage = borrowed, waiter = Claimed { a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8 })]
    #[allow(dead_code)]
    impl Flag {
        #[notify]
        pub fn raise(&self) {
            self.0.store(1, SeqCst);
        }

        #[wait]
        pub fn is_raised(&self) -> bool {
            self.0.load(SeqCst) > 0
        }
    }
}

/// A closure that only calls something is asked for: a path is not taken.
pub mod closures {
    use spmc_waker::waitable;
    use std::sync::Mutex;

    #[waitable(until = |slot| slot.is_full())]
    pub struct Slot(pub Option<u8>);

    impl Slot {
        pub const fn is_full(&self) -> bool {
            self.0.is_some()
        }
    }

    #[waitable(until = |list| is_long(list))]
    pub struct List(pub Vec<u8>);

    const fn is_long(list: &List) -> bool {
        list.0.len() > 1
    }

    #[derive(Default)]
    pub struct Queue(Mutex<Vec<u8>>);

    #[waitable]
    impl Queue {
        #[notify(when = |popped| popped.is_some())]
        pub fn pop(&self) -> Option<u8> {
            self.0.lock().unwrap().pop()
        }

        #[notify(when = |pushed| is_first(pushed))]
        pub fn push(&self, item: u8) -> usize {
            let mut items = self.0.lock().unwrap();
            items.push(item);
            items.len()
        }

        /// How many there are. Whether there are any is asked of the condition itself.
        #[query]
        pub fn len(&self) -> usize {
            self.0.lock().unwrap().len()
        }

        #[wait(any)]
        pub fn try_any(&self) -> bool {
            !self.is_empty()
        }

        pub fn is_empty(&self) -> bool {
            self.len() == 0
        }
    }

    #[allow(clippy::trivially_copy_pass_by_ref)]
    const fn is_first(pushed: &usize) -> bool {
        *pushed == 1
    }
}

#[test]
fn compiles_and_works() {
    let (adder, mut seer) = many_arguments::Sum::default().into_pair(0, 1, 2, 3, 4, 5, 6);
    adder.add(1, 2, 3, 4, 5, 6);
    drop(seer.sum(1, 2, 3, 4, 5, 6));
    drop(seer.seen());
    assert!(seer.is_sum(1, 2, 3, 4, 5, 6) && seer.try_see() == Some(21));
    let flag = Waitable::new(many_arguments::Flag(AtomicU8::new(0)));
    many_arguments::FlagNotifier::new(&flag).raise();
    let claimed = many_arguments::Claimed::claim(&flag, 1, 2, 3, 4, 5, 6, 7);
    assert!(claimed.is_some_and(|mut claimed| claimed.is_raised()));

    assert!(closures::Slot(Some(1)).into_pair().1.try_wait());
    assert!(!closures::List(Vec::new()).into_pair().1.try_wait());
    let (notifier, mut waiter) = closures::Queue::default().into_pair();
    assert_eq!(notifier.push(1), 1);
    assert!(waiter.try_any() && waiter.len() == 1);
    assert_eq!(notifier.pop(), Some(1));
}
