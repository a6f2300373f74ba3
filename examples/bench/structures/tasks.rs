//! Tasks that are polled by hand, and what runs a future in a thread.

use std::{
    hint,
    pin::pin,
    sync::{
        Arc,
        atomic::{
            AtomicBool, AtomicU64,
            Ordering::{Acquire, Relaxed, Release},
        },
    },
    task::{Context, Poll, Wake, Waker},
    thread,
};

/// A task with an `Arc`'s reference counts, whose wakes are counted.
#[derive(Default)]
pub(crate) struct Task {
    wakes: Arc<Wakes>,
}

#[derive(Default)]
struct Wakes(AtomicU64);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // One thread wakes: a plain increment does.
        self.0.store(self.0.load(Relaxed) + 1, Relaxed);
    }
}

impl Task {
    pub(crate) fn waker(&self) -> Waker {
        Waker::from(Arc::clone(&self.wakes))
    }

    pub(crate) fn wakes(&self) -> u64 {
        self.wakes.0.load(Relaxed)
    }
}

/// Polls a future that must be ready.
#[expect(
    clippy::inline_always,
    reason = "else it depends on the compiler whether the future of a peer is moved before it is polled"
)]
#[inline(always)]
pub(crate) fn ready<T>(cx: &mut Context<'_>, future: impl Future<Output = T>) -> T {
    match pin!(future).poll(cx) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("not ready"),
    }
}

/// Polls a future, which must be pending until this is called, and ready after it.
#[expect(
    clippy::inline_always,
    reason = "else it depends on the compiler whether the future of a peer is moved before it is polled"
)]
#[inline(always)]
pub(crate) fn woken<T>(
    cx: &mut Context<'_>,
    future: impl Future<Output = T>,
    then: impl FnOnce(),
) -> T {
    let mut future = pin!(future);
    assert!(future.as_mut().poll(cx).is_pending(), "ready too early");
    then();
    ready(cx, future)
}

/// Runs the futures of one thread.
pub(crate) trait Executor {
    fn new() -> Self;

    fn run<F: Future>(&self, future: F) -> F::Output;
}

/// Parks the thread while its future is pending.
pub(crate) struct Parks;

impl Executor for Parks {
    fn new() -> Self {
        Self
    }

    fn run<F: Future>(&self, future: F) -> F::Output {
        futures::executor::block_on(future)
    }
}

/// Spins while its future is pending, so that no time is spent in the kernel.
pub(crate) struct Spins {
    woken: Arc<Woken>,
    waker: Waker,
}

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.store(true, Release);
    }
}

impl Spins {
    /// After so many looks, the thread that is waited for may be waiting for this one's core. A wake
    /// from another core comes sooner.
    const PATIENCE: u32 = 50;

    fn wait(&self) {
        let mut looks = 0;
        while !self.woken.0.load(Acquire) {
            looks += 1;
            if looks < Self::PATIENCE {
                hint::spin_loop();
            } else {
                thread::yield_now();
            }
        }
        // Before the poll: a wake that comes after this one is not lost.
        self.woken.0.swap(false, Acquire);
    }
}

impl Executor for Spins {
    fn new() -> Self {
        let woken = Arc::new(Woken(AtomicBool::new(false)));
        let waker = Waker::from(Arc::clone(&woken));
        Self { woken, waker }
    }

    fn run<F: Future>(&self, future: F) -> F::Output {
        let (mut future, mut cx) = (pin!(future), Context::from_waker(&self.waker));
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
                return output;
            }
            self.wait();
        }
    }
}
