//! Runs a closure on a thread, or on a pool, with a handle that is a future of its result.
//!
//! ```
//! let handle = spmc_waker_examples::join::spawn(|| 6 * 7);
//! assert_eq!(futures::executor::block_on(handle).unwrap(), 42);
//! ```

use concurrent_queue::{ConcurrentQueue, PopError};
use spmc_waker::waitable;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::{task::Poll, thread};

/// Runs `f` on a new thread. The thread goes on if the handle is dropped.
pub fn spawn<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
    let (run, handle) = package(f);
    thread::spawn(run);
    handle
}

/// Returns a closure that runs `f`, for a pool to call, and a handle for its result.
pub fn package<T>(f: impl FnOnce() -> T) -> (impl FnOnce(), JoinHandle<T>) {
    let (worker, handle) = Outcome(ConcurrentQueue::bounded(1)).into_pair();
    // The handle passes a panic on, as std's `JoinHandle` does.
    let run = move || worker.finish(catch_unwind(AssertUnwindSafe(f)));
    (run, handle)
}

/// The panic that a handle resolves to if the closure was dropped before it ran.
pub const DROPPED: &str = "the closure was dropped before it had a result";

/// A queue for the one result. It is closed when no result will come any more.
struct Outcome<T>(ConcurrentQueue<thread::Result<T>>);

#[waitable(notifier = pub(self) Worker, waiter = pub JoinHandle)]
impl<T> Outcome<T> {
    #[notify(last)]
    fn finish(&self, result: thread::Result<T>) {
        // The queue has room for one, and this is the only push.
        let _ = self.0.push(result);
        self.0.close();
    }

    /// Takes the result, or the panic, if the closure is done. Later on, this returns [`DROPPED`].
    #[wait(join, await)]
    pub fn try_join(&self) -> Poll<thread::Result<T>> {
        match self.0.pop() {
            Ok(result) => Poll::Ready(result),
            Err(PopError::Closed) => Poll::Ready(Err(Box::new(DROPPED))),
            Err(PopError::Empty) => Poll::Pending,
        }
    }

    /// Whether joining would not wait.
    #[query]
    pub fn is_finished(&self) -> bool {
        self.0.is_closed()
    }

    #[on_drop(Worker)]
    fn abandon(&self) {
        self.0.close();
    }
}
