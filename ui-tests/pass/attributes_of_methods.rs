#![deny(warnings)]

use spmc_waker::waitable;
use std::{
    panic::Location,
    sync::atomic::{AtomicBool, Ordering::SeqCst},
};

#[derive(Default)]
pub struct Flag {
    raised: AtomicBool,
}

#[waitable]
impl Flag {
    #[notify]
    #[deprecated = "use `raise`"]
    pub fn lift(&self) {
        self.raised.store(true, SeqCst);
    }

    #[inline(never)]
    #[must_use = "it was raised before, or not"]
    #[notify]
    #[track_caller]
    pub fn raise(&self) -> u32 {
        self.raised.store(true, SeqCst);
        Location::caller().line()
    }

    #[wait(lifted, default)]
    #[deprecated(note = "use `is_raised`")]
    pub fn is_lifted(&self) -> bool {
        self.raised.load(SeqCst)
    }

    /// Whether it is raised.
    #[doc(alias = "up")]
    #[must_use]
    #[cold]
    #[inline(always)]
    #[allow(clippy::all)]
    #[wait]
    pub fn is_raised(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[shared]
    #[deprecated]
    pub fn query(&self) -> bool {
        self.raised.load(SeqCst)
    }

    #[on_drop(notifier)]
    #[deprecated]
    fn close(&self) {}
}

fn main() {
    let (notifier, mut waiter) = Flag::default().into_pair();
    assert_eq!(notifier.raise(), line!());
    assert!(waiter.is_raised());
    drop(waiter.raised());
}
