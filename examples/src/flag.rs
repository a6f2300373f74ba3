//! A flag that any number of handles raise, and one task waits for.
//!
//! The flag cannot be raised unseen between the task's check and its registration (embassy#7015,
//! taskwait#1, pingora#983 had that bug): the generated poll checks again after registering.

use spmc_waker::waitable;
use std::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};

/// A flag, down at first.
#[waitable(until = |flag| flag.raised.load(Acquire))]
#[derive(Debug, Default)]
pub struct Flag {
    raised: AtomicBool,
}

impl Flag {
    /// Raises the flag, by way of `notifier.notify(Flag::raise)`.
    pub fn raise(&self) {
        // Release, with the acquire of the check: who has waited sees what came before the raise.
        self.raised.store(true, Release);
    }
}
