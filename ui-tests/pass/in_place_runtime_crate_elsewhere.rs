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

#[renamed::waitable(until = |flag| flag.raised.load(SeqCst), storage = ref, crate = crate::reexports::nested::waker_crate)]
pub struct Flag {
    raised: AtomicBool,
}

pub struct Slot {
    full: AtomicBool,
}

#[reexports::nested::waker_crate::waitable(crate = renamed, storage = ref)]
impl Slot {
    #[wait(fill, by = notifier)]
    pub fn try_fill(&self, #[once] _value: &mut Option<u32>) -> bool {
        !self.full.swap(true, SeqCst)
    }

    #[wait(drain, default)]
    pub fn try_drain(&self) -> bool {
        self.full.swap(false, SeqCst)
    }

    #[notify(by = waiter, when = |_| true)]
    pub fn reset(&self) {
        self.full.store(false, SeqCst);
    }

    #[arm]
    fn enable(&self) {}

    #[on_drop(waiter)]
    fn leave(&self) {}
}

fn main() {
    let raised = AtomicBool::new(false);
    let flag = renamed::Waitable::new(Flag { raised });
    flag.notifier()
        .notify(|flag| flag.raised.store(true, SeqCst));
    assert!(flag.waiter().unwrap().try_wait());

    let full = AtomicBool::new(false);
    let slot = renamed::Waitable::new(Slot { full });
    let (mut notifier, mut waiter) = (slot.notifier().unwrap(), slot.waiter().unwrap());
    assert!(notifier.try_fill(&mut None) && waiter.try_drain());
    waiter.reset();
    drop((notifier.fill(1), waiter.drain()));
}
