//! A shutdown that any number of handles trigger, by hand or by a guard. One task waits for it.
//!
//! ```
//! let (shutdown, mut token) = spmc_waker_examples::shutdown::Cancellation::default().into_pair();
//! let guard = shutdown.drop_guard();
//! std::thread::spawn(move || drop(guard)); // So does a panic.
//! futures::executor::block_on(token.cancelled());
//! ```

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the task is cancelled.
#[derive(Debug, Default)]
pub struct Cancellation(AtomicBool);

#[waitable(notifier = Shutdown, waiter = Token)]
impl Cancellation {
    /// Cancels the task, for good.
    #[notify(cold)] // It happens once.
    pub fn cancel(&self) {
        // Release, with the acquire in `is_cancelled`: the task sees what came before the cancel.
        self.0.store(true, Ordering::Release);
    }

    /// Whether the task is cancelled.
    #[wait(cancelled, query)]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

impl Shutdown {
    /// A guard that cancels when it is dropped, on unwinding too.
    pub const fn drop_guard(self) -> DropGuard {
        DropGuard(Some(self))
    }
}

/// Cancels when it is dropped, unless it is disarmed.
#[derive(Debug)]
#[must_use = "a guard that is dropped at once cancels at once"]
pub struct DropGuard(Option<Shutdown>);

impl DropGuard {
    /// Returns the handle, and does not cancel.
    pub fn disarm(mut self) -> Shutdown {
        self.0
            .take()
            .expect("the handle is there until this or the drop")
    }
}

impl Drop for DropGuard {
    fn drop(&mut self) {
        if let Some(shutdown) = self.0.take() {
            shutdown.cancel();
        }
    }
}
