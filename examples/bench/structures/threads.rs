//! What is measured of several threads.

use crate::{tasks::Executor, timing::per_operation};
use std::{
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
    thread,
    time::Instant,
};

/// Where threads wait until all are there. They yield: a thread that is woken would come late.
struct Start {
    missing: AtomicUsize,
}

impl Start {
    const fn of(threads: usize) -> Self {
        Self {
            missing: AtomicUsize::new(threads),
        }
    }

    fn wait(&self) {
        self.missing.fetch_sub(1, SeqCst);
        self.wait_until_missing(0);
    }

    /// Waits for all other threads, and lets them start. Returns when that was.
    fn open(&self) -> Instant {
        self.wait_until_missing(1);
        let start = Instant::now();
        self.missing.fetch_sub(1, SeqCst);
        start
    }

    fn wait_until_missing(&self, threads: usize) {
        while self.missing.load(SeqCst) > threads {
            thread::yield_now();
        }
    }
}

/// Times from the start of the senders until the receiver, in this thread, has all that they send.
pub(crate) fn flood<S: FnOnce() + Send>(
    messages: u64,
    senders: impl ExactSizeIterator<Item = S>,
    receiver: impl FnOnce(),
) -> Vec<f64> {
    let start = &Start::of(senders.len() + 1);
    thread::scope(|scope| {
        for send in senders {
            scope.spawn(move || {
                start.wait();
                send();
            });
        }
        let start = start.open();
        receiver();
        vec![per_operation(start.elapsed(), messages)]
    })
}

/// Times each of many round trips: this side sends and receives, the other one receives and sends.
pub(crate) fn ping_pong<E: Executor>(
    round_trips: u64,
    mut here: impl FnMut(&E),
    mut there: impl FnMut(&E) + Send,
) -> Vec<f64> {
    let start = Start::of(2);
    thread::scope(|scope| {
        scope.spawn(|| {
            let executor = E::new();
            start.wait();
            for _ in 0..round_trips {
                there(&executor);
            }
        });
        let executor = E::new();
        start.wait();
        let trip = |_| {
            let start = Instant::now();
            here(&executor);
            per_operation(start.elapsed(), 1)
        };
        (0..round_trips).map(trip).collect()
    })
}

/// Times an operation that several threads do at once, each with its handle. Returns the mean of their
/// times.
pub(crate) fn each<H: Send>(
    operations: u64,
    handles: Vec<H>,
    operation: impl Fn(&H) + Sync,
) -> Vec<f64> {
    let start = &Start::of(handles.len());
    let operation = &operation;
    thread::scope(|scope| {
        let run = |handle: H| {
            scope.spawn(move || {
                start.wait();
                let start = Instant::now();
                for _ in 0..operations {
                    operation(&handle);
                }
                per_operation(start.elapsed(), operations)
            })
        };
        let threads: Vec<_> = handles.into_iter().map(run).collect();
        let count = threads.len() as f64;
        let times = threads
            .into_iter()
            .map(|thread| thread.join().expect("no operation panics"));
        vec![times.sum::<f64>() / count]
    })
}
