//! A group of workers. One task waits until the last worker is dropped, be it by a panic.
//!
//! ```
//! let (worker, all_done) = spmc_waker_examples::wait_group::WaitGroup::default().into_pair();
//! for _ in 0..4 {
//!     let worker = worker.clone();
//!     std::thread::spawn(move || drop(worker));
//! }
//! drop(worker); // The group's own worker keeps the wait from ending too early.
//! futures::executor::block_on(all_done);
//! ```

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether all workers are gone.
#[derive(Debug, Default)]
pub struct WaitGroup(AtomicBool);

#[waitable(notifier = Worker, waiter = AllDone)]
impl WaitGroup {
    /// Whether all workers are dropped.
    #[wait(wait, await, query)]
    pub fn is_done(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    #[on_drop(Worker)]
    fn finish(&self) {
        // Release, with the acquire in `is_done`: the waiter sees what all the workers did, since the
        // last of them has seen what the others did.
        self.0.store(true, Ordering::Release);
    }
}
