#![deny(warnings)]
#![allow(non_camel_case_types)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

pub struct Slot<'r#fn, r#in> {
    r#dyn: &'r#fn AtomicBool,
    r#where: r#in,
}

#[waitable(notifier = r#use, waiter = r#impl, storage = ref)]
impl<'r#fn, r#in: Copy> Slot<'r#fn, r#in> {
    #[wait(r#do, by = notifier)]
    pub fn r#as(&self, #[once] r#if: &mut Option<r#in>, r#else: bool) -> bool {
        let value = r#if.take();
        self.r#dyn.swap(r#else, SeqCst) && value.is_some()
    }

    #[wait]
    pub fn try_match(&self, r#if: bool, r#ref: &str, r#mut: &mut u8) -> Option<r#in> {
        *r#mut = r#ref.len() as u8;
        (self.r#dyn.load(SeqCst) == r#if).then_some(self.r#where)
    }

    #[notify(by = waiter)]
    pub fn r#break(&self, r#true: bool) {
        self.r#dyn.store(r#true, SeqCst);
    }

    #[arm]
    fn r#move(&self) {}

    #[disarm(by = notifier)]
    fn r#static(&self) {}
}

pub struct Lent(AtomicBool);

#[waitable]
impl Lent {
    #[notify]
    pub fn r#do(&self) {}

    #[wait]
    pub fn try_ref<'r#ref>(&self, r#ref: &'r#ref str) -> Option<(&AtomicBool, &'r#ref str)> {
        Some((&self.0, r#ref))
    }
}

fn main() {
    let flag = AtomicBool::new(true);
    let slot = Waitable::new(Slot {
        r#dyn: &flag,
        r#where: 1,
    });
    let (mut notifier, mut waiter): (r#use<'_, '_, _>, r#impl<'_, '_, _>) =
        (slot.notifier().unwrap(), slot.waiter().unwrap());
    assert!(notifier.r#as(&mut Some(1), true));
    assert_eq!(waiter.try_match(true, "abc", &mut 0), Some(1));
    waiter.r#break(true);
    drop((notifier.r#do(1, false), waiter.r#match(true, "abc", &mut 0)));
    let (notifier, mut waiter) = Lent(AtomicBool::new(true)).into_pair();
    notifier.r#do();
    assert!(waiter.try_ref("a").is_some());
    drop(waiter.r#ref("a"));
}
