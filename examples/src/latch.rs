//! A latch that opens when a fixed number of workers are done.
//!
//! ```
//! let (worker, all_done) = spmc_waker_examples::latch::Latch::new(2).into_pair();
//! for worker in [worker.clone(), worker] {
//!     std::thread::spawn(move || worker.done());
//! }
//! futures::executor::block_on(all_done);
//! ```

use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The number of workers that are not done yet.
#[derive(Debug)]
pub struct Latch(AtomicUsize);

impl Latch {
    /// A latch that waits for this many workers.
    pub const fn new(workers: usize) -> Self {
        Self(AtomicUsize::new(workers))
    }
}

#[waitable(notifier = Worker, waiter = AllDone)]
impl Latch {
    /// Says that one worker is done, and returns whether it is the last. Each worker calls this once.
    #[notify(when = |is_last| *is_last)]
    pub fn done(&self) -> bool {
        // Release, with the acquire in `running`: the waiter sees what the workers did.
        self.0.fetch_sub(1, Ordering::Release) == 1
    }

    /// Whether all workers are done.
    #[wait(opened, await, query)]
    pub fn is_open(&self) -> bool {
        self.running() == 0
    }

    /// How many workers are not done yet.
    #[query]
    pub fn running(&self) -> usize {
        self.0.load(Ordering::Acquire)
    }
}
