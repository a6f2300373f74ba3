//! Uses `#[waitable]` with alloc but without std. See `.ci/no-std`.

#![no_std]
#![forbid(unsafe_code)]

use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use spmc_waker::waitable;

/// A flag.
#[waitable(until = |flag| flag.raised.load(Relaxed))]
#[derive(Default)]
pub struct Flag {
    raised: AtomicBool,
}

/// A counter.
#[derive(Default)]
pub struct Counter(AtomicUsize);

#[waitable]
impl Counter {
    /// Counts up.
    #[notify]
    pub fn count(&self) -> usize {
        self.0.fetch_add(1, Relaxed)
    }

    /// Whether the counter has reached this count.
    #[wait(reach)]
    pub fn has_reached(&self, count: usize) -> bool {
        self.0.load(Relaxed) >= count
    }
}

/// Waits for both.
pub async fn both(flag: FlagWaiter, counter: &mut CounterWaiter) {
    flag.await;
    counter.reach(3).await;
}
