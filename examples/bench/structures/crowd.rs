//! Many tasks that are polled by hand.

use crate::timing::per_operation;
use std::{
    iter::repeat_with,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, Wake, Waker},
    time::Instant,
};

/// Tasks, each with a waker of its own.
pub(crate) struct Crowd {
    wakers: Vec<Waker>,
    woken: Arc<Woken>,
}

/// Which tasks have been woken. One thread wakes: plain stores do.
#[derive(Default)]
struct Woken {
    wakes: AtomicU64,
    last: AtomicUsize,
}

struct Member {
    number: usize,
    woken: Arc<Woken>,
}

impl Wake for Member {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let Woken { wakes, last } = &*self.woken;
        wakes.store(wakes.load(Relaxed) + 1, Relaxed);
        last.store(self.number, Relaxed);
    }
}

impl Crowd {
    pub(crate) fn new(tasks: usize) -> Self {
        let woken = Arc::<Woken>::default();
        let waker = |number| {
            let woken = Arc::clone(&woken);
            Waker::from(Arc::new(Member { number, woken }))
        };
        let wakers = (0..tasks).map(waker).collect();
        Self { wakers, woken }
    }

    /// How many wakes there have been of all tasks.
    pub(crate) fn wakes(&self) -> u64 {
        self.woken.wakes.load(Relaxed)
    }

    /// The task that was woken last.
    pub(crate) fn last_woken(&self) -> usize {
        self.woken.last.load(Relaxed)
    }

    pub(crate) fn waker(&self, task: usize) -> &Waker {
        &self.wakers[task]
    }
}

/// Where the future of a task lies, in a box that serves all its futures one after the other: the benchmark
/// does not measure the allocator.
pub(crate) type Place<F> = Pin<Box<Option<F>>>;

/// Places for so many futures.
pub(crate) fn places<F>(tasks: usize) -> Vec<Place<F>> {
    repeat_with(|| Box::pin(None)).take(tasks).collect()
}

/// Polls the future that lies there.
#[inline]
pub(crate) fn poll<F: Future>(place: &mut Place<F>, waker: &Waker) -> Poll<F::Output> {
    let future = place.as_mut().as_pin_mut().expect("a future lies there");
    future.poll(&mut Context::from_waker(waker))
}

/// Makes a future there, and polls it: it must be pending.
#[inline]
pub(crate) fn begin<F: Future>(place: &mut Place<F>, make: impl FnOnce() -> F, waker: &Waker) {
    // With nothing to drop first, the compiler makes the future where it is to lie. A copy would stall the
    // processor: it reads in one piece what was just written in several.
    assert!(place.is_none(), "a future lies there already");
    place.set(Some(make()));
    assert!(poll(place, waker).is_pending(), "ready too early");
}

/// Polls a future, which must be ready, and drops it.
#[inline]
pub(crate) fn end<F: Future>(place: &mut Place<F>, waker: &Waker) {
    assert!(poll(place, waker).is_ready(), "a lost wakeup");
    place.set(None);
}

/// Times waits: a cycle has as many of them as there are tasks. The first cycle is not timed.
pub(crate) fn time_cycles(waits: u64, tasks: usize, mut cycle: impl FnMut()) -> Vec<f64> {
    cycle();
    let cycles = waits.div_ceil(tasks as u64);
    let start = Instant::now();
    for _ in 0..cycles {
        cycle();
    }
    vec![per_operation(start.elapsed(), cycles * tasks as u64)]
}
