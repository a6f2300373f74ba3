#![forbid(unsafe_code)]
#![no_implicit_prelude]
#![deny(warnings)]

use ::spmc_waker::waitable;
use ::std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};

#[waitable(until = |flag| flag.raised.load(SeqCst))]
pub struct Flag {
    raised: AtomicBool,
}

pub struct Counter {
    count: AtomicU32,
}

#[waitable]
impl Counter {
    #[notify]
    pub fn add(&self, more: u32) -> u32 {
        self.count.fetch_add(more, SeqCst)
    }

    #[wait(reached, default)]
    pub fn is_positive(&self) -> bool {
        self.count.load(SeqCst) > 0
    }

    #[wait(at_least)]
    pub fn try_at_least(&self, least: u32) -> ::core::option::Option<u32> {
        let count = self.count.load(SeqCst);
        if count >= least {
            ::core::option::Option::Some(count)
        } else {
            ::core::option::Option::None
        }
    }

    #[shared]
    pub fn count(&self) -> u32 {
        self.count.load(SeqCst)
    }

    #[on_drop(notifier)]
    fn close(&self) {
        self.count.store(u32::MAX, SeqCst);
    }
}

fn main() {
    let (notifier, waiter) = Flag {
        raised: AtomicBool::new(false),
    }
    .into_pair();
    notifier.notify(|flag| flag.raised.store(true, SeqCst));
    ::std::assert!(waiter.try_wait());
    let (notifier, mut waiter) = Counter {
        count: AtomicU32::new(0),
    }
    .into_pair();
    notifier.add(1);
    ::std::mem::drop(notifier);
    ::std::assert_eq!(waiter.count(), u32::MAX);
    ::std::mem::drop(waiter.at_least(2));
}
