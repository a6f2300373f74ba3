//! Runs a closure on a thread, or wherever, with a handle that is a future of its result.
//!
//! The end cannot fall between the task's check and its registration (affinitypool#7 had that bug),
//! nor be signalled and not stored (wasip3-prototyping#23), nor stored and not signalled (h2#538,
//! tokio#2854): whether the closure returns, panics or is dropped without having run, its `Worker` is
//! dropped, and the `on_drop` hook ends the wait. A result that comes together with that drop is not
//! overlooked (flume#120): one lock covers both.

use spmc_waker::waitable;
use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Mutex, MutexGuard},
    task::Poll,
    thread,
};

/// Runs `f` on a new thread. Dropping the handle leaves the thread running.
pub fn spawn<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
    let (run, handle) = package(f);
    thread::spawn(run);
    handle
}

/// A closure that runs `f`, for a pool to call, and a handle for its result.
pub fn package<T>(f: impl FnOnce() -> T) -> (impl FnOnce(), JoinHandle<T>) {
    let outcome = Outcome {
        state: Mutex::new(State::Running),
    };
    let (worker, handle) = outcome.into_pair();
    // A panic is passed on to who joins, as by the handles of std.
    let run = move || worker.finish(catch_unwind(AssertUnwindSafe(f)));
    (run, handle)
}

/// What a handle resolves to as the panic of a closure that was dropped without having run.
pub const DROPPED: &str = "the closure was dropped before it had a result";

/// What the worker and its handle share.
struct Outcome<T> {
    state: Mutex<State<T>>,
}

enum State<T> {
    Running,
    Finished(thread::Result<T>),
    /// The result has been taken, or there never was one.
    Gone,
}

#[waitable(notifier = pub(self) Worker, waiter = pub JoinHandle)]
impl<T> Outcome<T> {
    #[notify]
    fn finish(&self, result: thread::Result<T>) {
        *self.lock() = State::Finished(result);
    }

    /// Takes the result, or the panic, if the closure is done. Awaiting the handle does the same.
    ///
    /// There is one: later on, this is as if the closure had been dropped.
    #[wait(join, default)]
    pub fn try_join(&self) -> Poll<thread::Result<T>> {
        let state = &mut *self.lock();
        match mem::replace(state, State::Gone) {
            State::Running => {
                *state = State::Running;
                Poll::Pending
            }
            State::Finished(result) => Poll::Ready(result),
            State::Gone => Poll::Ready(Err(Box::new(DROPPED))),
        }
    }

    /// Whether joining would not wait.
    #[shared]
    pub fn is_finished(&self) -> bool {
        !matches!(*self.lock(), State::Running)
    }

    #[on_drop(notifier)]
    fn abandon(&self) {
        let state = &mut *self.lock();
        if let State::Running = state {
            *state = State::Gone;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().expect("nothing panics under this lock")
    }
}
