//! Time limits for tests that would hang after a lost wakeup. The panics say where the test waited.
//!
//! Under loom no time passes, and loom reports deadlocks. There the [`facade`](crate::facade) has the same
//! functions without a limit.

use std::{
    io::{self, Write as _},
    panic::{self, Location},
    pin::pin,
    process,
    sync::{
        Arc,
        atomic::{
            AtomicBool,
            Ordering::{Acquire, Release},
        },
        mpsc::{self, RecvTimeoutError},
    },
    task::{Context, Poll, Wake, Waker},
    thread::{self, JoinHandle, Thread},
    time::{Duration, Instant},
};

/// The waits of the tests take milliseconds, and about a second on a busy machine or under a sanitizer.
pub const LIMIT: Duration = Duration::from_secs(30);

/// Wakes a thread in [`block_on`].
struct Unpark {
    thread: Thread,
    /// The park token alone is not enough: a blocking wait inside the future may use it up.
    notified: AtomicBool,
}

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.notified.store(true, Release);
        self.thread.unpark();
    }
}

/// Polls a future on this thread until it is ready.
///
/// # Panics
///
/// Panics if nothing wakes it within the limit.
#[track_caller]
pub fn block_on<F: Future>(future: F) -> F::Output {
    block_on_for(LIMIT, future)
}

#[track_caller]
fn block_on_for<F: Future>(limit: Duration, future: F) -> F::Output {
    let mut future = pin!(future);
    let unpark = Arc::new(Unpark {
        thread: thread::current(),
        notified: AtomicBool::new(false),
    });
    let waker = Waker::from(Arc::clone(&unpark));
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        let start = Instant::now();
        while !unpark.notified.swap(false, Acquire) {
            let left = limit.saturating_sub(start.elapsed());
            assert!(!left.is_zero(), "no wakeup in {limit:?}: it has been lost");
            thread::park_timeout(left);
        }
    }
}

/// Waits until a thread has ended, and returns its result.
///
/// # Panics
///
/// Panics if the thread has panicked, with the same payload, or if it does not end within the limit.
#[track_caller]
pub fn join<T>(thread: JoinHandle<T>) -> T {
    join_for(LIMIT, thread)
}

#[track_caller]
fn join_for<T>(limit: Duration, thread: JoinHandle<T>) -> T {
    let start = Instant::now();
    while !thread.is_finished() {
        assert!(
            start.elapsed() < limit,
            "a thread has not ended in {limit:?}: it still waits"
        );
        // Most threads end at once, so it does not pay to sleep first.
        if start.elapsed() < Duration::from_millis(1) {
            thread::yield_now();
        } else {
            thread::sleep(Duration::from_millis(1));
        }
    }
    thread
        .join()
        .unwrap_or_else(|payload| panic::resume_unwind(payload))
}

/// Receives a value from another thread.
///
/// # Panics
///
/// Panics if no value arrives within the limit, or if the sender has been dropped.
#[track_caller]
pub fn recv<T>(receiver: &mpsc::Receiver<T>) -> T {
    match receiver.recv_timeout(LIMIT) {
        Ok(value) => value,
        Err(error) => panic!("nothing was sent in {LIMIT:?}: {error}"),
    }
}

/// Runs a closure that blocks this thread: a blocking wait, or a scope of threads.
///
/// A blocked thread cannot be unwound. After the limit, this prints where the test waits and aborts the process.
#[track_caller]
pub fn within_limit<R>(run: impl FnOnce() -> R) -> R {
    within(LIMIT, run)
}

#[track_caller]
fn within<R>(limit: Duration, run: impl FnOnce() -> R) -> R {
    let caller = Location::caller();
    let test = thread::current().name().unwrap_or("a thread").to_owned();
    let (running, ended) = mpsc::channel::<()>();
    let watchdog = thread::spawn(move || {
        if ended.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
            // The harness does not capture this, unlike `eprintln!`.
            _ = writeln!(
                io::stderr(),
                "{test} at {caller}: still blocked after {limit:?}, a wakeup has been lost"
            );
            process::abort();
        }
    });
    let result = panic::catch_unwind(panic::AssertUnwindSafe(run));
    drop(running);
    watchdog.join().expect("the watchdog does not panic");
    result.unwrap_or_else(|payload| panic::resume_unwind(payload))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_future_that_is_woken_from_another_thread_is_polled_to_its_end() {
        let mut polls = 0;
        let future = std::future::poll_fn(|cx| {
            polls += 1;
            let waker = cx.waker().clone();
            thread::spawn(move || waker.wake());
            if polls < 3 {
                Poll::Pending
            } else {
                Poll::Ready("done")
            }
        });
        assert_eq!(block_on(future), "done");
        assert_eq!(polls, 3);
    }

    #[test]
    fn a_wakeup_counts_although_its_token_is_used_up() {
        let mut is_ready = false;
        let future = std::future::poll_fn(|cx| {
            if is_ready {
                return Poll::Ready(());
            }
            is_ready = true;
            cx.waker().wake_by_ref();
            thread::park();
            Poll::Pending
        });
        block_on(future);
        assert!(is_ready);
    }

    const SHORT: Duration = Duration::from_millis(10);

    #[test]
    fn a_lost_wakeup_is_a_panic_that_says_where_the_test_waited() {
        let waiting = thread::spawn(|| block_on_for(SHORT, std::future::pending::<()>()));
        let payload = waiting.join().unwrap_err();
        let message = payload.downcast::<String>().expect("a message");
        assert!(message.contains("no wakeup in 10ms"), "{message}");
    }

    #[test]
    fn a_thread_that_does_not_end_is_a_panic() {
        let (sender, receiver) = mpsc::channel::<()>();
        let thread = thread::spawn(move || receiver.recv());
        let joining = thread::spawn(move || join_for(SHORT, thread).unwrap_err());
        let message = joining.join().unwrap_err().downcast::<String>();
        assert!(
            message
                .expect("a message")
                .contains("has not ended in 10ms")
        );
        drop(sender);
    }

    /// Runs this test again in a process of its own.
    #[test]
    fn a_blocked_thread_aborts_the_process_with_a_message() {
        const CHILD: &str = "SPMC_WAKER_TESTS_BLOCK";
        if std::env::var_os(CHILD).is_some() {
            within(SHORT, || {
                loop {
                    thread::park();
                }
            });
        }
        let test = "time_limit::tests::a_blocked_thread_aborts_the_process_with_a_message";
        let child = process::Command::new(std::env::current_exe().expect("it runs"))
            .args(["--exact", test])
            .env(CHILD, "1")
            .output()
            .expect("it starts");
        let output = String::from_utf8_lossy(&child.stderr);
        assert!(!child.status.success());
        assert!(output.contains("still blocked after 10ms"), "{output}");
        assert!(output.contains("time_limit.rs"), "{output}");
    }

    #[test]
    fn the_panic_of_a_thread_or_of_a_closure_is_passed_on() {
        let thread = thread::spawn(|| -> () { panic!("in a thread") });
        let joining = thread::spawn(|| join::<()>(thread));
        let payload = joining.join().unwrap_err();
        assert_eq!(payload.downcast_ref(), Some(&"in a thread"));
        let blocking = thread::spawn(|| within_limit(|| -> () { panic!("in a closure") }));
        let payload = blocking.join().unwrap_err();
        assert_eq!(payload.downcast_ref(), Some(&"in a closure"));
        assert_eq!(join(thread::spawn(|| 1)), 1);
        assert_eq!(within_limit(|| 2), 2);
    }
}
