//! A latch that opens once as many workers as announced are done.
//!
//! A worker cannot be done without its being stored (granian#904 had that bug), nor can the last one
//! forget to wake the task (h2#538, bb8#194): the count changes only through a method that wakes.

use spmc_waker::waitable;
use std::sync::atomic::{
    AtomicUsize,
    Ordering::{Acquire, Release},
};

/// Counts down from a number of workers.
#[derive(Debug)]
pub struct Latch {
    running: AtomicUsize,
}

impl Latch {
    /// A latch that waits for this many workers.
    pub const fn new(workers: usize) -> Self {
        Self {
            running: AtomicUsize::new(workers),
        }
    }
}

#[waitable(notifier = Worker, waiter = AllDone)]
impl Latch {
    /// Says that one worker is done. To be called once by each.
    #[notify]
    pub fn done(&self) {
        // Release, with the acquire in `is_open`: what the worker did is visible to who waits.
        self.running.fetch_sub(1, Release);
    }

    /// Whether all workers are done.
    #[wait(opened, default, shared)]
    pub fn is_open(&self) -> bool {
        self.running.load(Acquire) == 0
    }

    /// How many workers are not done yet.
    #[shared]
    pub fn running(&self) -> usize {
        self.running.load(Acquire)
    }
}
