//! `#[arm]` methods that leave out the fields of the handle, and those of alternative checks.

#![deny(warnings)]

use spmc_waker::waitable;
use std::{
    sync::atomic::{AtomicU32, Ordering::SeqCst},
    task::{Context, Poll, Waker},
};

#[derive(Default)]
pub struct Level {
    level: AtomicU32,
    armed: AtomicU32,
}

#[waitable(waiter = Gauge { looks: u32 = 0, name: Vec<char> })]
impl Level {
    #[notify]
    pub fn set(&self, level: u32) {
        self.level.store(level, SeqCst);
    }

    #[wait(reach, wakes = none)]
    pub fn has_reached(&self, #[field] looks: &mut u32, least: u32) -> bool {
        *looks += 1;
        self.level.load(SeqCst) >= least
    }

    #[arm(reach)]
    fn arm_reach(&self, level: u32) {
        self.armed.store(level, SeqCst);
    }

    #[wait(between, wakes = none)]
    pub fn is_between(
        &self,
        least: &u32,
        #[field] looks: &mut u32,
        text: &mut Option<String>,
        #[field] name: &mut Vec<char>,
        #[once] item: &mut Option<u8>,
        most: u32,
    ) -> Option<u8> {
        *looks += 1;
        let level = self.level.load(SeqCst);
        name.push('?');
        text.replace(name.iter().collect());
        (*least..=most).contains(&level).then(|| item.take())?
    }

    /// One of the fields, and one is left out.
    #[arm(between)]
    fn arm_between(
        &self,
        _least: &u32,
        _text: &mut Option<String>,
        #[field] name: &mut Vec<char>,
        _item: &mut Option<u8>,
        most: u32,
    ) {
        name.push('!');
        self.armed.store(most, SeqCst);
    }

    #[wait(all, wakes = none)]
    pub fn is_all(&self, #[field] looks: &mut u32, #[field] name: &mut Vec<char>) -> bool {
        *looks += 1;
        name.clear();
        *looks > 100
    }

    #[arm(all)]
    fn arm_all(&self, #[field] looks: &mut u32, _: &mut Vec<char>) {
        self.armed.store(*looks, SeqCst);
    }
}

#[derive(Default)]
pub struct Alternatives(AtomicU32);

#[waitable]
impl Alternatives {
    #[notify]
    pub fn set(&self, level: u32) {
        self.0.store(level, SeqCst);
    }

    #[cfg(any())]
    #[wait(reach)]
    pub fn has_reached(&self, least: u64, most: u64, unit: &str) -> bool {
        (least..most).contains(&u64::from(self.0.load(SeqCst))) && !unit.is_empty()
    }

    #[cfg(not(any()))]
    #[wait(reach)]
    pub fn has_reached(&self, least: u32) -> bool {
        self.0.load(SeqCst) >= least
    }

    #[cfg(any())]
    #[arm]
    fn enable(&self, least: u64, _most: u64, _unit: &str) {
        self.0.store(least as u32, SeqCst);
    }

    #[cfg(not(any()))]
    #[arm]
    fn enable(&self, least: u32) {
        self.0.store(least, SeqCst);
    }

    #[cfg(any())]
    #[disarm(reach)]
    fn disable(&self) {
        self.0.store(1, SeqCst);
    }

    #[cfg(not(any()))]
    #[disarm(reach)]
    fn disable(&self) {
        self.0.store(0, SeqCst);
    }

    #[query]
    pub fn level(&self) -> u32 {
        self.0.load(SeqCst)
    }
}

#[test]
fn compiles_and_works() {
    let cx = &mut Context::from_waker(Waker::noop());
    let level = Level::default();
    let (notifier, mut gauge) = level.into_pair(vec!['g']);
    assert!(gauge.poll_reach(cx, 3).is_pending());
    notifier.set(3);
    assert!(gauge.poll_reach(cx, 3).is_ready());
    let (mut text, mut item) = (None, Some(1));
    let between = gauge.poll_between(cx, &4, &mut text, &mut item, 5);
    assert_eq!((between, text.as_deref()), (Poll::Pending, Some("g?!?")));
    assert!(gauge.poll_all(cx).is_pending());

    // The arm method has received the level of the wait.
    let (notifier, mut waiter) = Alternatives::default().into_pair();
    assert!(waiter.poll_reach(cx, 7).is_ready());
    assert_eq!(notifier.level(), 0);
}
