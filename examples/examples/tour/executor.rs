//! What runs the tour's tasks.

use futures::future::{Either, select};
use spmc_waker_examples::flag::Flag;
use std::{pin::pin, thread, time::Duration};
use tokio::runtime::Handle;

#[derive(Clone)]
pub(crate) enum Executor {
    /// A multi-threaded tokio runtime: tasks share its worker threads.
    Tokio(Handle),
    /// `futures::executor::block_on`: each task has a thread of its own.
    Threads,
}

impl Executor {
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Tokio(_) => "tokio",
            Self::Threads => "threads",
        }
    }

    /// Runs a task to its end.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        task: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, String> {
        match self {
            // Spawned, because what `block_on` itself runs is on none of the runtime's workers.
            Self::Tokio(runtime) => runtime
                .block_on(runtime.spawn(task))
                .map_err(|error| error.to_string()),
            Self::Threads => join(thread::spawn(|| futures::executor::block_on(task))),
        }
    }

    /// Starts a task that runs on its own.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        match self {
            Self::Tokio(runtime) => drop(runtime.spawn(task)),
            Self::Threads => drop(thread::spawn(|| futures::executor::block_on(task))),
        }
    }

    pub(crate) async fn sleep(&self, time: Duration) {
        match self {
            Self::Tokio(_) => tokio::time::sleep(time).await,
            Self::Threads => {
                let (timer, alarm) = Flag::default().into_pair();
                thread::spawn(move || {
                    thread::sleep(time);
                    timer.notify(Flag::raise);
                });
                alarm.await;
            }
        }
    }

    /// Waits for a future, but drops it after `limit`.
    pub(crate) async fn timeout<F: Future + Unpin>(
        &self,
        future: F,
        limit: Duration,
    ) -> Option<F::Output> {
        match self {
            Self::Tokio(_) => tokio::select! {
                output = future => Some(output),
                () = self.sleep(limit) => None,
            },
            Self::Threads => match select(future, pin!(self.sleep(limit))).await {
                Either::Left((output, _)) => Some(output),
                Either::Right(((), _)) => None,
            },
        }
    }
}

/// The result of a thread.
pub(crate) fn join<T>(thread: thread::JoinHandle<T>) -> Result<T, String> {
    thread.join().map_err(|_| "a thread panicked".to_owned())
}
