//! The cases. Each measures a short batch of one operation on one peer.

use crate::peers::Peer;
use std::{
    hint::{self, black_box},
    sync::{
        Arc,
        atomic::{
            AtomicU64, AtomicUsize,
            Ordering::{Relaxed, SeqCst},
        },
    },
    task::{Wake, Waker},
    thread,
    time::{Duration, Instant},
};

/// Runs this many operations on a new peer. Returns the time that they took.
pub(crate) type Batch = fn(u64) -> Duration;

pub(crate) const NAMES: [&str; 5] = [
    "register + wake",
    "wake, nothing registered",
    "wake, nothing registered, two threads at once",
    "register the waker already registered",
    "register another waker over a registered one",
];

/// The case with two threads.
pub(crate) const BY_TWO: usize = 2;

pub(crate) const fn batches<P: Peer>() -> [Batch; NAMES.len()] {
    [
        register_wake::<P>,
        wake_empty::<P>,
        wake_empty_by_two::<P>,
        register_again::<P>,
        register_another::<P>,
    ]
}

/// A task with the reference counts of an `Arc` and little else. Its wake is a plain increment.
struct Task(AtomicU64);

impl Task {
    fn waker() -> Waker {
        Waker::from(Arc::new(Self(AtomicU64::new(0))))
    }
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.store(self.0.load(Relaxed) + 1, Relaxed);
    }
}

/// Keeps a peer away from cache lines that other threads write.
#[repr(align(128))]
struct Padded<P>(P);

fn time(operations: u64, mut operation: impl FnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..operations {
        operation();
    }
    start.elapsed()
}

/// The black box is outside of the loop. Inside, it would take longer than an empty wake, which may be a single load.
/// (Compilers do not merge or move `SeqCst` operations.)
fn time_wakes<P: Peer>(operations: u64, peer: &P) -> Duration {
    let peer = black_box(peer);
    time(operations, || peer.wake())
}

fn register_wake<P: Peer>(operations: u64) -> Duration {
    let (peer, waker) = (Padded(P::new()), Task::waker());
    time(operations, || {
        // SAFETY: only one thread registers.
        unsafe { black_box(&peer.0).register(black_box(&waker)) };
        black_box(&peer.0).wake();
    })
}

fn wake_empty<P: Peer>(operations: u64) -> Duration {
    let peer = Padded(P::new());
    // Use the peer first, so that a peer that caches holds a waker.
    register(&peer.0, &Task::waker());
    peer.0.wake();
    time_wakes(operations, &peer.0)
}

/// Returns the mean of the two threads' times.
fn wake_empty_by_two<P: Peer>(operations: u64) -> Duration {
    let peer = Padded(P::new());
    register(&peer.0, &Task::waker());
    peer.0.wake();
    let arrived = AtomicUsize::new(0);
    let wake = || {
        arrived.fetch_add(1, SeqCst);
        while arrived.load(SeqCst) < 2 {
            hint::spin_loop();
        }
        time_wakes(operations, &peer.0)
    };
    thread::scope(|scope| {
        let other = scope.spawn(wake);
        let this = wake();
        (this + other.join().expect("no wake panics")) / 2
    })
}

fn register_again<P: Peer>(operations: u64) -> Duration {
    let (peer, waker) = (Padded(P::new()), Task::waker());
    register(&peer.0, &waker);
    time(operations, || {
        register(black_box(&peer.0), black_box(&waker));
    })
}

fn register_another<P: Peer>(operations: u64) -> Duration {
    let (peer, wakers) = (Padded(P::new()), [Task::waker(), Task::waker()]);
    register(&peer.0, &wakers[1]);
    time(operations / 2, || {
        register(black_box(&peer.0), black_box(&wakers[0]));
        register(black_box(&peer.0), black_box(&wakers[1]));
    })
}

#[inline]
fn register<P: Peer>(peer: &P, waker: &Waker) {
    // SAFETY: each peer of this module belongs to one batch, and only one thread of a batch registers.
    unsafe { peer.register(waker) };
}
