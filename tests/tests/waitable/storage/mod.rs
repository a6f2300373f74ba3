//! The storage of a condition: owned by its handles, or borrowed by them.

mod borrowed;
mod claims;
mod ownership;
mod reset;

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// A wait takes the event.
#[waitable(until = |event| event.happened.swap(false, Relaxed), storage = borrowed)]
struct Event {
    happened: AtomicBool,
}

impl Event {
    const fn new() -> Self {
        Self {
            happened: AtomicBool::new(false),
        }
    }

    fn happen(&self) {
        self.happened.store(true, Relaxed);
    }
}
