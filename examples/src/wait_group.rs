//! A wait for any number of workers, which ends when the last of them is dropped.
//!
//! No worker can leave without its being counted (granian#904 had that bug), nor can the last one
//! forget to wake the task (h2#538, bb8#194, tokio#2854), although it panics: being dropped is all
//! that there is to do.

use spmc_waker::waitable;
use std::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};

/// Hands out workers, and then waits for them.
#[derive(Debug)]
pub struct WaitGroup {
    // Keeps the group from being done before the wait.
    worker: Worker,
    all_done: AllDone,
}

impl WaitGroup {
    /// A group without workers.
    pub fn new() -> Self {
        let (worker, all_done) = Workers::default().into_pair();
        Self { worker, all_done }
    }

    /// One more worker. Its clones are workers, too.
    pub fn worker(&self) -> Worker {
        self.worker.clone()
    }

    /// A future that is ready once all workers are dropped.
    pub fn wait(self) -> AllDone {
        self.all_done
    }
}

impl Default for WaitGroup {
    fn default() -> Self {
        Self::new()
    }
}

/// What the workers and who waits for them share.
#[derive(Debug, Default)]
struct Workers {
    gone: AtomicBool,
}

#[waitable(notifier = pub Worker, waiter = pub AllDone)]
impl Workers {
    /// Whether all workers are dropped.
    #[wait(wait, default)]
    pub fn is_done(&self) -> bool {
        self.gone.load(Acquire)
    }

    #[on_drop(notifier)]
    fn finish(&self) {
        // Release, with the acquire in `is_done`: what the workers did is visible to who waits. (The
        // last one to be dropped has seen what the others did.)
        self.gone.store(true, Release);
    }
}
