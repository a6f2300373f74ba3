//! A worker that waits for several conditions at once: for jobs, for a clock's ticks, and for a shutdown.
//!
//! ```
//! use spmc_waker_examples::{channel::Channel, select::*, shutdown::Token};
//!
//! let (sender, jobs) = Channel::default().into_pair();
//! let (ticker, clock) = Ticks::default().into_pair();
//! let shutdown = Token::new();
//! ticker.tick();
//! std::thread::spawn(move || sender.send("a job"));
//! let mut sources = Sources { jobs, clock, shutdown };
//! let stopped = futures::executor::block_on(work(&mut sources, |event| println!("{event:?}")));
//! assert_eq!(stopped, Stopped::NoMoreJobs);
//! ```

use crate::{channel::Receiver, shutdown::Token};
use spmc_waker::waitable;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::task::{Context, Poll, ready};
use std::{future::poll_fn, mem, num::NonZeroUsize};

/// Ticks of a clock, counted until they are taken.
#[derive(Debug, Default)]
pub struct Ticks(AtomicUsize);

#[waitable(notifier = Ticker, waiter = Clock)]
impl Ticks {
    /// Counts a tick.
    #[notify]
    pub fn tick(&self) {
        self.0.fetch_add(1, Relaxed); // Nothing but the number is passed on.
    }

    /// Takes all ticks that are due, and returns their number.
    #[wait(ticked)]
    pub fn try_ticked(&self) -> Option<NonZeroUsize> {
        NonZeroUsize::new(self.0.swap(0, Relaxed))
    }
}

/// What a worker waits for.
#[derive(Debug)]
pub struct Sources<J> {
    /// The jobs.
    pub jobs: Receiver<J>,
    /// The clock, for something to do from time to time.
    pub clock: Clock,
    /// Says when to stop.
    pub shutdown: Token,
}

/// Something for a worker to deal with.
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
    /// Polls for the next event. If there is none, the task is registered with all sources.
    pub fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Result<Event<J>, Stopped>> {
        // Rare events first, so that frequent ones cannot put them off.
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

/// Deals with the events. When this future is dropped, the events that it has not taken are still in the
/// sources.
pub async fn work<J>(sources: &mut Sources<J>, mut deal_with: impl FnMut(Event<J>)) -> Stopped {
    loop {
        match poll_fn(|cx| sources.poll_next(cx)).await {
            Ok(event) => deal_with(event),
            Err(stopped) => return stopped,
        }
        // Let other tasks run: as long as events keep coming, no wait is pending.
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
}
