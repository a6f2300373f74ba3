#![deny(warnings)]
#![allow(dead_code)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

type Owner<C> = spmc_waker::Waitable<C>;
type Maybe<T> = ::core::option::Option<T>;

struct Poll;
struct Future;
struct Result;
struct Arc;
struct Pin;
struct Context;
struct Waitable;
struct Wait;
struct Waiter;
struct Notifier;
struct Claimed;
struct Hooks;
struct Change;
struct SpmcWaker;
struct Duration;
trait Some {}
trait None {}
mod core {}
mod std_ {}

#[waitable(until = |flag| flag.raised.load(SeqCst), storage = ref)]
pub struct Flag {
    raised: AtomicBool,
}

pub struct Slot {
    filled: AtomicBool,
}

pub enum Option<T> {
    Filled(T),
}

#[waitable(storage = ref)]
impl Slot {
    #[wait(fill, by = notifier)]
    pub fn try_fill(&self, #[once] _item: &mut ::core::option::Option<u32>) -> bool {
        !self.filled.swap(true, SeqCst)
    }

    #[wait(drained, default)]
    pub fn try_drain(&self) -> ::core::option::Option<Option<u32>> {
        self.filled.swap(false, SeqCst).then_some(Option::Filled(1))
    }

    #[arm]
    fn enable(&self) {}

    #[disarm]
    fn disable(&self) {}
}

fn main() {
    let slot = Owner::new(Slot {
        filled: AtomicBool::new(false),
    });
    let (mut notifier, mut waiter) = (slot.notifier().unwrap(), slot.waiter().unwrap());
    assert!(notifier.try_fill(&mut Maybe::Some(1)));
    assert!(matches!(waiter.try_drain(), Maybe::Some(Option::Filled(1))));
    drop((notifier.fill(1), waiter.drained()));

    let flag = Owner::new(Flag {
        raised: AtomicBool::new(true),
    });
    flag.notifier()
        .notify(|flag| flag.raised.store(true, SeqCst));
    assert!(flag.waiter().unwrap().try_wait());
}
