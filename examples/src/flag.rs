//! A flag that any number of handles raise, and one task waits for.
//!
//! Never raised unseen (check, register, check again): embassy#7015, taskwait#1, pingora#983 of the
//! field's bugs.

use spmc_waker::waitable;
use std::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};

/// A flag, down at first.
#[waitable(until = |flag| flag.raised.load(Acquire))]
#[derive(Default)]
pub struct Flag {
    raised: AtomicBool,
}

impl Flag {
    /// Raises the flag, by way of `notifier.notify(Flag::raise)`.
    pub fn raise(&self) {
        self.raised.store(true, Release);
    }
}
