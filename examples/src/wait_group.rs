//! A group of workers. One task closes it to newcomers, and waits until the last worker is gone.
//!
//! ```
//! use spmc_waker_examples::wait_group::WaitGroup;
//!
//! let (group, all_done) = WaitGroup::default().into_pair();
//! for _ in 0..4 {
//!     let worker = group.enter().expect("the group is open");
//!     std::thread::spawn(move || drop(worker)); // A panic drops it, too.
//! }
//! group.close();
//! assert!(group.enter().is_none());
//! futures::executor::block_on(all_done);
//! ```
//!
//! The count and the close are one atomic word. As two atomics they would have to be `SeqCst`: a
//! newcomer counts itself and then looks whether the group is closed, while the close is stored before
//! the waiter looks at the count. With weaker orderings, neither may see the other's change, and the wait
//! ends although the newcomer is at work. `examples/tests/loom.rs` has a model of both ways.

#[cfg(any(loom, shuttle))]
use crate::model::AtomicUsize;
use spmc_waker::waitable;
#[cfg(not(any(loom, shuttle)))]
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

/// The group takes no newcomers.
const CLOSED: usize = 1;
/// One worker, counted above that bit.
const WORKER: usize = 2;

/// How many workers there are, and whether others may join them.
#[derive(Debug, Default)]
pub struct WaitGroup(AtomicUsize);

#[waitable(notifier = Group, waiter = AllDone)]
impl WaitGroup {
    /// Closes the group, and returns whether there is no worker left to wait for.
    ///
    /// Dropping the last `Group` closes it, too. Each worker holds one.
    #[notify(when = |is_done| *is_done)]
    pub fn close(&self) -> bool {
        // Release, with the acquire in `is_done`: the waiter sees what came before the close.
        self.0.fetch_or(CLOSED, Release) & !CLOSED == 0
    }

    /// Whether the group is closed, and all its workers are gone.
    #[wait(wait, await, query)]
    pub fn is_done(&self) -> bool {
        self.0.load(Acquire) == CLOSED
    }

    /// Counts a newcomer, unless the group is closed.
    #[notify(wakes = none)]
    fn count_in(&self) -> bool {
        let one_more = |word| (word & CLOSED == 0).then_some(word + WORKER);
        // Relaxed: nothing but the word itself is passed on.
        self.0.fetch_update(Relaxed, Relaxed, one_more).is_ok()
    }

    /// Returns whether this was the last worker of a closed group.
    #[notify(when = |is_done| *is_done)]
    fn count_out(&self) -> bool {
        // Release, with the acquire in `is_done`: the waiter sees what the workers did.
        self.0.fetch_sub(WORKER, Release) == CLOSED + WORKER
    }

    #[on_drop(Group)]
    fn abandon(&self) {
        self.close();
    }
}

impl Group {
    /// Adds a worker, or returns `None` if the group is closed.
    pub fn enter(&self) -> Option<Worker> {
        self.count_in().then(|| Worker(self.clone()))
    }
}

/// A worker of the group. Its drop counts it out, also when a panic unwinds.
#[derive(Debug)]
#[must_use = "a worker that is dropped at once does no work"]
pub struct Worker(Group);

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.count_out();
    }
}
