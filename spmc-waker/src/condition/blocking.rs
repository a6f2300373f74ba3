//! Waiting on a thread, without an executor.

use super::{arm::Arming, traits::Waits, wait::Wait};
use crate::{
    Readiness, defer,
    sync::{
        AtomicBool,
        Ordering::{Acquire, Release},
        thread,
    },
};
use core::{
    error::Error,
    fmt,
    task::{Context, Poll, Waker},
    time::Duration,
};
use std::{sync::Arc, task::Wake, time::Instant};

/// The time of a blocking wait was over before its condition held.
///
/// Where the wait was to move a value into the condition, a `#[once]` argument, it gives that back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut<I = ()>(pub I);

impl<I> fmt::Display for TimedOut<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("timed out")
    }
}

impl<I: fmt::Debug> Error for TimedOut<I> {}

impl<'w, C: Waits<WAITER>, const WAITER: usize, const WAKES: u32, A: Arming<'w, C>>
    Wait<'w, C, WAITER, WAKES, A>
{
    /// Blocks the thread until the condition holds.
    pub fn block<R: Readiness>(&mut self, check: impl FnMut(&'w C, bool) -> R) -> R::Output {
        match self.block_until(None, check) {
            Ok(output) => output,
            Err(TimedOut(())) => unreachable!("a wait without a deadline has none to miss"),
        }
    }

    /// Blocks the thread until the condition holds, or for this long.
    pub fn block_timeout<R: Readiness>(
        &mut self,
        timeout: Duration,
        check: impl FnMut(&'w C, bool) -> R,
    ) -> Result<R::Output, TimedOut> {
        // What lies beyond all instants never comes.
        self.block_until(Instant::now().checked_add(timeout), check)
    }

    /// Blocks the thread until the condition holds, or until then.
    pub fn block_deadline<R: Readiness>(
        &mut self,
        deadline: Instant,
        check: impl FnMut(&'w C, bool) -> R,
    ) -> Result<R::Output, TimedOut> {
        self.block_until(Some(deadline), check)
    }

    fn block_until<R: Readiness>(
        &mut self,
        deadline: Option<Instant>,
        mut check: impl FnMut(&'w C, bool) -> R,
    ) -> Result<R::Output, TimedOut> {
        // A condition that holds needs no waker.
        if let Poll::Ready(output) = self.check(&mut check) {
            return Ok(output);
        }
        // A task may be pending in another wait of this handle. Its waker makes room for this
        // thread's, which consumes wakes that were meant for the task. So it is woken at the end,
        // polls its wait, and registers again.
        let displaced = self.displace();
        let park = || self.park_until_ready(deadline, check);
        defer::in_turn(park, || {
            if let Some(waker) = displaced {
                waker.wake();
            }
        })
    }

    fn park_until_ready<R: Readiness>(
        &mut self,
        deadline: Option<Instant>,
        mut check: impl FnMut(&'w C, bool) -> R,
    ) -> Result<R::Output, TimedOut> {
        let parker = Arc::new(Parker::new());
        let waker = Waker::from(Arc::clone(&parker));
        let cx = &mut Context::from_waker(&waker);
        loop {
            if let Poll::Ready(output) = Self::poll_armed(self, cx, &mut check) {
                return Ok(output);
            }
            if !parker.park_until(deadline) {
                return match self.give_up(&mut check) {
                    Poll::Ready(output) => Ok(output),
                    Poll::Pending => Err(TimedOut(())),
                };
            }
        }
    }
}

/// Wakes a thread.
///
/// The flag is what counts: a check may use up the thread's park token in a lock of its own.
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

    /// Blocks this thread until it is woken. Returns whether it was, not just out of time.
    fn park_until(&self, deadline: Option<Instant>) -> bool {
        // Acquire, with the release in `wake_by_ref`: a poll that follows sees what led to the wake.
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
        // Release, with the acquire in `park_until`. Who finds the flag up leaves the unparking to
        // whoever raised it. (Under loom, a plain store might come before the swap in `park_until`
        // that did not read it, and be lost.)
        //
        // not seen by loom: the claim is SeqCst, and the fence after it makes this swap release, too.
        // `tests/litmus/parked_raise-rlx` shows it: the next poll takes its registration for still there,
        // although this wake has consumed it.
        if !self.woken.swap(true, Release) {
            self.thread.unpark();
        }
    }
}
