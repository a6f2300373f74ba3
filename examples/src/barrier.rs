//! A barrier: tasks wait until as many of them have come as it says. Then it can be used again.
//!
//! ```
//! let barrier = spmc_waker_examples::barrier::Barrier::new(2);
//! let other = barrier.clone();
//! let thread = std::thread::spawn(move || other.blocking_wait().is_leader());
//! let is_leader = futures::executor::block_on(barrier.wait()).is_leader();
//! assert_ne!(is_leader, thread.join().unwrap(), "one of them");
//! ```

#[cfg(any(loom, shuttle))]
use crate::model::AtomicU64;
use spmc_waker::waitable;
use std::mem;
#[cfg(not(any(loom, shuttle)))]
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::{AcqRel, Acquire};

/// How many tasks have come since the beginning. Each `size` of them are a round.
#[derive(Debug)]
struct Arrivals {
    count: AtomicU64,
    size: u64,
}

#[waitable(
    /// Waits for the others. Clone it for each task, or share it: the waits take `&self`.
    waiters = pub Barrier,
    notifier = none
)]
impl Arrivals {
    /// Comes, and returns the number of the round, and whether this task completes it.
    #[notify(by = Barrier, when = |(_, is_last)| *is_last)]
    fn come(&self) -> (u64, bool) {
        // Acquire and release, with the acquire in `is_over`: after the round, all see what the others did
        // before it.
        let before = self.count.fetch_add(1, AcqRel);
        (before / self.size, before % self.size == self.size - 1)
    }

    /// Goes again, unless the round is over.
    #[notify(by = Barrier, wakes = none)]
    fn go(&self, round: u64) {
        let one_less = |count| (count / self.size == round).then_some(count - 1);
        let _ = self.count.fetch_update(AcqRel, Acquire, one_less);
    }

    #[wait(over, blocking, query)]
    fn is_over(&self, round: u64) -> bool {
        self.count.load(Acquire) / self.size > round
    }
}

impl Barrier {
    /// A barrier for this many tasks. 0 is the same as 1.
    pub fn new(size: usize) -> Self {
        let (count, size) = (AtomicU64::new(0), size.max(1) as u64);
        Arrivals { count, size }.into_handle()
    }

    /// Waits for the others.
    ///
    /// # Cancel safety
    ///
    /// If the future is dropped before the round is over, the barrier waits for another task in its place.
    pub async fn wait(&self) -> WaitResult {
        let (round, is_leader) = self.come();
        if !is_leader {
            let arrival = Arrival(self, round);
            self.over(round).await;
            mem::forget(arrival);
        }
        WaitResult(is_leader)
    }

    /// Waits for the others, and blocks the thread.
    pub fn blocking_wait(&self) -> WaitResult {
        let (round, is_leader) = self.come();
        if !is_leader {
            self.blocking_over(round);
        }
        WaitResult(is_leader)
    }
}

/// A task that waits. Its drop takes it back that the task has come.
struct Arrival<'a>(&'a Barrier, u64);

impl Drop for Arrival<'_> {
    fn drop(&mut self) {
        self.0.go(self.1);
    }
}

/// Says whether this is the one task of its round that came last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitResult(bool);

impl WaitResult {
    /// Whether this is the task that came last. In each round, there is one.
    pub const fn is_leader(&self) -> bool {
        self.0
    }
}
