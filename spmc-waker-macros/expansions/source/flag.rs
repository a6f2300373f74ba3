use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::Acquire};

/// A flag that one task waits for.
#[waitable(until = |flag| flag.raised.load(Acquire))]
#[derive(Default)]
pub struct Flag {
    pub raised: AtomicBool,
}
