//! Waiting on a thread, without an executor.

use super::TimedOut;
use crate::{
    Readiness, defer,
    sync::{
        AtomicBool,
        Ordering::{Acquire, Release},
        thread,
    },
};
use core::{
    task::{Context, Poll, Waker},
    time::Duration,
};
use std::{sync::Arc, task::Wake, time::Instant};

/// A wait that can block a thread until its condition holds.
#[doc(hidden)]
pub trait Blocking<'w, C: 'w>: Sized {
    /// Checks the condition without registering.
    fn check_once<R: Readiness>(&mut self, check: impl FnOnce(&'w C, bool) -> R)
    -> Poll<R::Output>;

    /// Polls like a future.
    fn poll_blocked<R: Readiness>(
        &mut self,
        cx: &mut Context<'_>,
        check: impl FnMut(&'w C, bool) -> R,
    ) -> Poll<R::Output>;

    /// Removes the registration, and checks one last time.
    fn check_at_last<R: Readiness>(
        &mut self,
        check: impl FnOnce(&'w C, bool) -> R,
    ) -> Poll<R::Output>;

    /// Whether a ready check disarms the wait.
    fn disarms(&self) -> bool {
        false
    }

    /// Removes a registration that another wait has made in the same slot, and returns its waker.
    fn displace(&mut self) -> Option<Waker> {
        None
    }

    /// Blocks the thread until the condition holds.
    fn block_until_ready<R: Readiness>(self, check: impl FnMut(&'w C, bool) -> R) -> R::Output {
        match block(self, None, check) {
            Ok(output) => output,
            Err(TimedOut(())) => unreachable!("a wait without a deadline has none to miss"),
        }
    }

    /// Blocks the thread until the condition holds, or for this long.
    fn block_timeout<R: Readiness>(
        self,
        timeout: Duration,
        check: impl FnMut(&'w C, bool) -> R,
    ) -> Result<R::Output, TimedOut> {
        // A deadline that `Instant` cannot represent never comes.
        block(self, Instant::now().checked_add(timeout), check)
    }

    /// Blocks the thread until the condition holds, or until the deadline.
    fn block_deadline<R: Readiness>(
        self,
        deadline: Instant,
        check: impl FnMut(&'w C, bool) -> R,
    ) -> Result<R::Output, TimedOut> {
        block(self, Some(deadline), check)
    }
}

fn block<'w, C: 'w, R: Readiness>(
    mut wait: impl Blocking<'w, C>,
    deadline: Option<Instant>,
    check: impl FnMut(&'w C, bool) -> R,
) -> Result<R::Output, TimedOut> {
    // Even if this wait is ready at once, it disarms that of a task which is pending in the same slot.
    let disarmed = if wait.disarms() {
        wait.displace()
    } else {
        None
    };
    in_place_of(disarmed, || {
        let result = check_or_park(&mut wait, deadline, check);
        // While the result is a local: if a subscriber of `tracing` panics here, Rust leaks a value that is already in
        // the return place (rust-lang/rust#47949).
        drop(wait);
        result
    })
}

/// Waits in place of a task that is pending in the same wait of this handle. The thread takes its slot, consumes wakes
/// that were meant for the task, and disarms its wait. So wakes the task at the end: it polls its wait, registers and
/// arms again.
fn in_place_of<T>(task: Option<Waker>, wait: impl FnOnce() -> T) -> T {
    defer::in_turn(wait, || {
        if let Some(waker) = task {
            waker.wake();
        }
    })
}

fn check_or_park<'w, C: 'w, R: Readiness>(
    wait: &mut impl Blocking<'w, C>,
    deadline: Option<Instant>,
    mut check: impl FnMut(&'w C, bool) -> R,
) -> Result<R::Output, TimedOut> {
    // If the condition holds already, no parker is needed.
    if let Poll::Ready(output) = wait.check_once(&mut check) {
        return Ok(output);
    }
    in_place_of(wait.displace(), || park_until_ready(wait, deadline, check))
}

fn park_until_ready<'w, C: 'w, R: Readiness>(
    wait: &mut impl Blocking<'w, C>,
    deadline: Option<Instant>,
    mut check: impl FnMut(&'w C, bool) -> R,
) -> Result<R::Output, TimedOut> {
    let parker = Arc::new(Parker::new());
    let waker = Waker::from(Arc::clone(&parker));
    let cx = &mut Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = wait.poll_blocked(cx, &mut check) {
            return Ok(output);
        }
        if !parker.park_until(deadline) {
            return match wait.check_at_last(&mut check) {
                Poll::Ready(output) => Ok(output),
                Poll::Pending => Err(TimedOut(())),
            };
        }
    }
}

/// Wakes a thread.
///
/// The flag decides, and not the thread's park token, because a lock in the user's check may use up that token.
struct Parker {
    thread: thread::Thread,
    woken: AtomicBool,
}

impl Parker {
    fn new() -> Self {
        Self {
            thread: thread::current(),
            woken: AtomicBool::new(false),
        }
    }

    /// Blocks this thread until it is woken, or until the deadline. Returns whether it was woken.
    fn park_until(&self, deadline: Option<Instant>) -> bool {
        // Acquire, with the release in `wake_by_ref`: the poll that follows sees what the waking thread did before.
        //
        // not seen by loom: the fence before the SeqCst load in `register` makes up for it.
        // `tests/litmus/parked_take-rlx` shows it.
        while !self.woken.swap(false, Acquire) {
            if !thread::park_until(deadline) {
                return false;
            }
        }
        true
    }
}

impl Wake for Parker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // Release, with the acquire in `park_until`. If the flag is up already, whoever raised it unparks the thread.
        // (A swap and not a store, because under loom a store might come before a swap in `park_until` that has not
        // read it, and be lost.)
        //
        // not seen by loom: the claim is SeqCst, and the fence after it makes this swap release, too.
        // `tests/litmus/parked_raise-rlx` shows it: the next poll takes its registration for still there,
        // although this wake has consumed it.
        if !self.woken.swap(true, Release) {
            self.thread.unpark();
        }
    }
}
