//! A flag that is raised once. One task waits for it.
//!
//! ```
//! let (notifier, waiter) = spmc_waker_examples::flag::Flag::default().into_pair();
//! std::thread::spawn(move || notifier.notify(|flag| flag.raise()));
//! futures::executor::block_on(waiter);
//! ```

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering};

/// A flag, down at first.
#[waitable(until = |flag| flag.0.load(Ordering::Acquire))]
#[derive(Debug, Default)]
pub struct Flag(AtomicBool);

impl Flag {
    /// Raises the flag: `notifier.notify(Flag::raise)`.
    pub fn raise(&self) {
        // Release, with the acquire of the check: the waiter sees what came before the raise.
        self.0.store(true, Ordering::Release);
    }
}
