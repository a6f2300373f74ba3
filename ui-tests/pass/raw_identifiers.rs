#![deny(warnings)]
#![allow(non_camel_case_types)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

#[waitable(until = |r#type| r#type.r#move.load(SeqCst))]
pub struct r#struct {
    r#move: AtomicBool,
}

pub struct Slot<'r#fn, r#in> {
    r#dyn: &'r#fn AtomicBool,
    r#where: r#in,
}

#[waitable(notifier = r#use, waiter = r#impl)]
impl<'r#fn, r#in: Copy> Slot<'r#fn, r#in> {
    #[notify]
    pub fn r#do(&self, r#as: bool) {
        self.r#dyn.store(r#as, SeqCst);
    }

    #[wait]
    pub fn try_match(&self, r#if: bool, r#ref: &str, r#mut: &mut u8) -> Option<r#in> {
        *r#mut = r#ref.len() as u8;
        (self.r#dyn.load(SeqCst) == r#if).then_some(self.r#where)
    }

    #[wait(r#loop)]
    pub fn r#while(&self) -> bool {
        self.r#dyn.load(SeqCst)
    }

    #[shared]
    pub fn r#yield(&self) -> bool {
        self.r#dyn.load(SeqCst)
    }
}

fn main() {
    let r#move = AtomicBool::new(true);
    assert!(r#struct { r#move }.into_pair().1.try_wait());

    let flag = AtomicBool::new(false);
    let slot = Slot {
        r#dyn: &flag,
        r#where: 1,
    };
    let (notifier, mut waiter) = slot.into_pair();
    notifier.r#do(true);
    assert_eq!(waiter.try_match(true, "abc", &mut 0), Some(1));
    assert!(waiter.r#while() && waiter.r#yield());
    drop(waiter.r#match(true, "abc", &mut 0));
    drop(waiter.r#loop());
}
