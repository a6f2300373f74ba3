#![deny(warnings)]

pub extern crate spmc_waker as renamed;

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

mod reexports {
    pub mod nested {
        pub use renamed as waker_crate;
    }
}

mod inner {
    /// Hides the crate from relative paths.
    pub mod spmc_waker {}
}

pub use inner::spmc_waker;

#[renamed::waitable(until = |flag| flag.raised.load(SeqCst), crate = crate::reexports::nested::waker_crate)]
#[derive(Default)]
pub struct Flag {
    raised: AtomicBool,
}

#[derive(Default)]
pub struct Slot {
    full: AtomicBool,
}

#[reexports::nested::waker_crate::waitable(crate = renamed)]
impl Slot {
    #[notify]
    pub fn fill(&self) {
        self.full.store(true, SeqCst);
    }

    #[wait(filled, default)]
    pub fn is_full(&self) -> bool {
        self.full.load(SeqCst)
    }

    #[wait(value)]
    pub fn try_value(&self, value: u32) -> Option<u32> {
        self.is_full().then_some(value)
    }

    #[on_drop(notifier)]
    fn close(&self) {}
}

fn main() {
    let (notifier, waiter) = Flag::default().into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    assert!(waiter.try_wait());
    let (notifier, mut waiter) = Slot::default().into_pair();
    notifier.fill();
    assert_eq!(waiter.try_value(1), Some(1));
    drop(waiter.value(1));
}
