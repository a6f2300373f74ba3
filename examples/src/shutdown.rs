//! A shutdown that any number of handles trigger, by hand or by a guard, and one task waits for.
//!
//! It cannot be triggered unseen between the task's check and its registration (embassy#7015,
//! pingora#983 had that bug): the generated poll checks again. It is not only signalled, but stored,
//! so that it cannot come too early (granian#904). A guard cannot cancel without waking (h2#538,
//! tokio#2854): it has no other way than `cancel`.

use spmc_waker::waitable;
use std::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};

/// What the handles and the task share: nothing is cancelled at first.
#[derive(Debug, Default)]
pub struct Cancellation {
    cancelled: AtomicBool,
}

#[waitable(notifier = Shutdown, waiter = Token)]
impl Cancellation {
    /// Cancels the task, for good.
    // Cold: it happens once.
    #[notify(cold)]
    pub fn cancel(&self) {
        // Release, with the acquire in `is_cancelled`: who is cancelled sees what came before.
        self.cancelled.store(true, Release);
    }

    /// Whether the task is cancelled.
    #[wait(cancelled, shared)]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Acquire)
    }
}

impl Shutdown {
    /// A guard that cancels when it is dropped, on unwinding too.
    pub const fn drop_guard(self) -> DropGuard {
        DropGuard {
            shutdown: self,
            armed: true,
        }
    }
}

/// Cancels when it is dropped, unless disarmed.
#[derive(Debug)]
#[must_use = "dropped at once, it cancels at once"]
pub struct DropGuard {
    shutdown: Shutdown,
    armed: bool,
}

impl DropGuard {
    /// Gives the handle back. Nothing is cancelled.
    pub fn disarm(mut self) -> Shutdown {
        self.armed = false;
        self.shutdown.clone()
    }
}

impl Drop for DropGuard {
    fn drop(&mut self) {
        if self.armed {
            self.shutdown.cancel();
        }
    }
}
