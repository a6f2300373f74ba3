//! A worker that waits for several conditions at once: jobs, a clock's ticks, and a shutdown.
//!
//! Whichever of them is ready first, the others lose nothing: a job stays in its queue, a tick in its
//! count, until a check takes it and reports ready in the same step. A wake that was meant for
//! another source is not mistaken for an event (mycelium#453, embassy#3319): each poll looks for
//! itself, and registers anew wherever it finds nothing (quinn#2842).

use crate::{channel::Receiver, shutdown::Token};
use spmc_waker::waitable;
use std::{
    future::poll_fn,
    mem,
    num::NonZeroUsize,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    task::{Context, Poll, ready},
};

/// Ticks of a clock, counted until they are taken.
#[derive(Debug, Default)]
pub struct Ticks {
    due: AtomicUsize,
}

#[waitable(notifier = Ticker, waiter = Clock)]
impl Ticks {
    /// Says that it is time, again.
    #[notify]
    pub fn tick(&self) {
        // Relaxed: nothing but the number is handed over.
        self.due.fetch_add(1, Relaxed);
    }

    /// Takes all ticks that are due: who is late is told how many they are.
    #[wait(ticked)]
    pub fn try_ticked(&self) -> Option<NonZeroUsize> {
        NonZeroUsize::new(self.due.swap(0, Relaxed))
    }
}

/// What a worker waits for.
#[derive(Debug)]
pub struct Sources<J> {
    /// What is to be done.
    pub jobs: Receiver<J>,
    /// Something to do from time to time.
    pub clock: Clock,
    /// When to stop.
    pub shutdown: Token,
}

/// What a worker is to deal with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<J> {
    /// A job.
    Job(J),
    /// This many ticks of the clock.
    Ticks(NonZeroUsize),
}

/// Why a worker has stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// It was told to.
    Shutdown,
    /// All senders of jobs are gone, and all jobs are done.
    NoMoreJobs,
}

impl<J> Sources<J> {
    /// Polls for the next event, and registers the task with all sources if there is none.
    pub fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Result<Event<J>, Stopped>> {
        // What comes more rarely first, so that what keeps coming cannot put it off.
        if self.shutdown.poll_cancelled(cx).is_ready() {
            return Poll::Ready(Err(Stopped::Shutdown));
        }
        if let Poll::Ready(ticks) = self.clock.poll_ticked(cx) {
            return Poll::Ready(Ok(Event::Ticks(ticks)));
        }
        let job = ready!(self.jobs.poll_recv(cx));
        Poll::Ready(job.map(Event::Job).ok_or(Stopped::NoMoreJobs))
    }
}

/// Deals with one event after the other. May be dropped at any time: all that has not been dealt with
/// is still in the sources then, as after a shutdown.
pub async fn work<J>(sources: &mut Sources<J>, mut deal_with: impl FnMut(Event<J>)) -> Stopped {
    loop {
        match poll_fn(|cx| sources.poll_next(cx)).await {
            Ok(event) => deal_with(event),
            Err(stopped) => return stopped,
        }
        yield_now().await;
    }
}

/// Lets other tasks have their turn: as long as events keep coming, no wait is pending.
async fn yield_now() {
    let mut has_yielded = false;
    poll_fn(|cx| {
        if mem::replace(&mut has_yielded, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
