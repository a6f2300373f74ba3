//! Threads that run tasks and count.

use crate::watchdog;
use std::{
    cell::Cell,
    pin::Pin,
    sync::{
        Arc,
        atomic::{
            AtomicBool, AtomicUsize,
            Ordering::{AcqRel, Acquire, Relaxed},
        },
    },
    task::{Context, Wake, Waker},
    thread::{self, Thread},
};

/// A task without a result.
pub(crate) type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What was counted.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) tasks: usize,
    /// Calls of what wakes, those that found nobody included.
    pub(crate) wakes: usize,
    /// Calls of a waker's `wake`.
    pub(crate) woken: usize,
    pub(crate) polls: usize,
    /// Futures that tasks have waited for. A task may wait for several in one poll.
    pub(crate) waits: usize,
    /// Polls that were not ready.
    pub(crate) pending: usize,
}

/// What a waking thread counts.
pub(crate) struct Waking {
    pub(crate) wakes: usize,
}

impl Counts {
    pub(crate) const fn add(&mut self, other: &Self) {
        self.tasks += other.tasks;
        self.wakes += other.wakes;
        self.woken += other.woken;
        self.polls += other.polls;
        self.waits += other.waits;
        self.pending += other.pending;
    }

    pub(crate) fn row(&self, name: &str, seconds: f64) -> String {
        let Self {
            wakes,
            woken,
            polls,
            waits,
            pending,
            ..
        } = self;
        format!("{name:28} {wakes:11} {woken:11} {polls:11} {waits:11} {pending:11} {seconds:8.1}")
    }
}

thread_local! {
    static WAITS: Cell<usize> = const { Cell::new(0) };
}

/// Counts a future that a task of this thread begins to wait for.
pub(crate) fn count<F: Future>(wait: F) -> F {
    WAITS.set(WAITS.get() + 1);
    wait
}

/// What the wakers of a task share.
pub(crate) struct Shared {
    thread: Thread,
    is_notified: AtomicBool,
    woken: AtomicUsize,
    polls: AtomicUsize,
}

impl Shared {
    pub(crate) fn state(&self) -> String {
        let name = self.thread.name().unwrap_or("a thread");
        format!(
            "{name}: polls {}, woken {}, notified {}",
            self.polls.load(Relaxed),
            self.woken.load(Relaxed),
            self.is_notified.load(Relaxed)
        )
    }
}

/// One of two wakers of a task, so that it registers another one from time to time.
struct Handle(Arc<Shared>);

impl Wake for Handle {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.woken.fetch_add(1, Relaxed);
        // A read-modify-write also where it is notified: see "What an executor owes" of `SpmcWaker`.
        if !self.0.is_notified.swap(true, AcqRel) {
            self.0.thread.unpark();
        }
    }
}

/// A task that is polled.
struct Running {
    task: Task,
    shared: Arc<Shared>,
    wakers: Wakers,
}

type Wakers = [(Arc<Handle>, Waker); 2];

/// Runs tasks to their end. Polls each when it is woken, and not otherwise. Returns their wakers, too.
fn run(tasks: Vec<Task>) -> (Counts, Vec<Wakers>) {
    let mut counts = Counts {
        tasks: tasks.len(),
        ..Counts::default()
    };
    let mut ended = Vec::new();
    let mut running: Vec<_> = tasks.into_iter().map(begin).collect();
    while !running.is_empty() {
        let mut is_idle = true;
        let mut index = 0;
        while index < running.len() {
            let Running {
                task,
                shared,
                wakers,
            } = &mut running[index];
            if !shared.is_notified.swap(false, Acquire) {
                index += 1;
                continue;
            }
            is_idle = false;
            let polls = shared.polls.fetch_add(1, Relaxed);
            counts.polls += 1;
            let waker = &wakers[polls / 16 % 2].1;
            if task
                .as_mut()
                .poll(&mut Context::from_waker(waker))
                .is_pending()
            {
                counts.pending += 1;
                index += 1;
            } else {
                // A wake may still be inside its waker, and a handle that other tasks share may keep one cached.
                ended.push(running.swap_remove(index).wakers);
            }
        }
        if is_idle {
            thread::park();
        }
    }
    counts.waits = WAITS.get();
    (counts, ended)
}

fn begin(task: Task) -> Running {
    let shared = Arc::new(Shared {
        thread: thread::current(),
        is_notified: AtomicBool::new(true),
        woken: AtomicUsize::new(0),
        polls: AtomicUsize::new(0),
    });
    watchdog::watch(&shared);
    let wakers = [(); 2].map(|()| {
        let handle = Arc::new(Handle(Arc::clone(&shared)));
        (Arc::clone(&handle), Waker::from(handle))
    });
    Running {
        task,
        shared,
        wakers,
    }
}

/// Waking threads and running threads, until all of them end. All futures and handles must be theirs: no waker may be
/// left then.
pub(crate) fn race(
    wakers: Vec<Box<dyn FnOnce() -> Waking + Send>>,
    tasks: [Vec<Task>; 2],
) -> Counts {
    let wakers: Vec<_> = wakers.into_iter().map(thread::spawn).collect();
    let runners = tasks.map(|tasks| thread::spawn(|| run(tasks)));
    let mut counts = Counts::default();
    let mut ended = Vec::new();
    for waker in wakers {
        counts.wakes += waker.join().expect("a waking thread panicked").wakes;
    }
    for runner in runners {
        let (counted, wakers) = runner.join().expect("a running thread panicked");
        counts.add(&counted);
        ended.extend(wakers);
    }
    for wakers in ended {
        counts.woken += wakers[0].0.0.woken.load(Relaxed);
        for (handle, waker) in wakers {
            drop(waker);
            assert_eq!(Arc::strong_count(&handle), 1, "a waker is leaked");
        }
    }
    counts
}
