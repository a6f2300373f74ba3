//! A wake may finish a task, which then drops its waiter while that wake is still inside the task's waker. The
//! condition must not keep the finished task alive.
//!
//! Each task here owns the notifier of the condition that it waits for, like a task that sends a request and waits
//! for its answer. If the waker stays in the condition, it closes a cycle that nothing breaks: task, notifier,
//! condition, waker, task.

use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::time_limit::{join, recv, within_limit};
use std::{
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{
            AtomicBool, AtomicUsize,
            Ordering::{Acquire, Relaxed, Release},
        },
        mpsc,
    },
    task::{Context, Wake, Waker},
    thread,
};

#[waitable(until = |flag| flag.raised.load(Acquire))]
#[derive(Default)]
struct Flag {
    raised: AtomicBool,
}

/// The number of tasks that are alive.
static ALIVE: AtomicUsize = AtomicUsize::new(0);

/// A task that owns the notifier of the condition that it waits for.
struct Task {
    future: Mutex<Option<Pin<Box<FlagWaiter>>>>,
    notifier: FlagNotifier,
    alive: &'static AtomicUsize,
}

impl Task {
    fn new(alive: &'static AtomicUsize) -> Self {
        let (notifier, waiter) = Flag::default().into_pair();
        alive.fetch_add(1, Relaxed);
        Self {
            future: Mutex::new(Some(Box::pin(waiter))),
            notifier,
            alive,
        }
    }

    fn raise(&self) {
        self.notifier
            .notify(|flag| flag.raised.store(true, Release));
    }

    /// Polls the future, and drops it if it is ready. Returns whether it was.
    fn poll(&self, waker: &Waker) -> bool {
        let mut future = self.future.lock().unwrap();
        let Some(waiter) = future.as_mut() else {
            return true;
        };
        let is_ready = waiter
            .as_mut()
            .poll(&mut Context::from_waker(waker))
            .is_ready();
        if is_ready {
            *future = None;
        }
        is_ready
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.alive.fetch_sub(1, Relaxed);
    }
}

/// A task of an executor with a queue and one worker thread.
struct Queued {
    task: Task,
    queue: mpsc::Sender<Arc<Self>>,
}

impl Wake for Queued {
    fn wake(self: Arc<Self>) {
        let _ = self.queue.clone().send(self);
    }
}

/// The documentation of `clear` admits a window of a few nanoseconds, so a few tasks may stay alive. Without the code that
/// keeps this window small, a third of the tasks would.
#[test]
fn a_wake_frees_the_task_that_it_has_finished() {
    const TASKS: usize = 50_000;
    static FINISHED: AtomicUsize = AtomicUsize::new(0);
    let (queue, tasks) = mpsc::channel::<Arc<Queued>>();
    let (pending, is_pending) = mpsc::channel();
    let worker = thread::spawn(move || {
        for task in tasks {
            let waker = Waker::from(Arc::clone(&task));
            if task.task.poll(&waker) {
                FINISHED.fetch_add(1, Relaxed);
            } else {
                pending.send(()).unwrap();
            }
        }
    });
    for _ in 0..TASKS {
        let task = Arc::new(Queued {
            task: Task::new(&ALIVE),
            queue: queue.clone(),
        });
        queue.send(Arc::clone(&task)).unwrap();
        recv(&is_pending);
        task.task.raise();
    }
    drop(queue);
    // Do not join the worker here: a task that stays alive owns a sender, so the worker would wait for it forever.
    within_limit(|| {
        while FINISHED.load(Relaxed) < TASKS {
            thread::yield_now();
        }
    });
    thread::sleep(std::time::Duration::from_millis(10));
    let alive = ALIVE.load(Relaxed);
    assert!(alive <= TASKS / 1000, "{alive} of {TASKS} tasks are alive");
    if alive == 0 {
        join(worker);
    }
}

/// A task of an executor that polls inside `wake_by_ref`.
struct Inline(Task);

impl Wake for Inline {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.poll(&Waker::from(Arc::clone(self)));
    }
}

/// A task that waits for its turn. Tasks take turns at one condition. After its turn, a task polls the next one, still
/// inside its own wake.
struct Turn {
    waiter: Mutex<Option<Pin<Box<TicketWaiter<'static>>>>>,
    has_ended: AtomicBool,
    next: Mutex<Option<Arc<Self>>>,
    polls: AtomicUsize,
}

#[waitable(until = |ticket| ticket.is_there.swap(false, Acquire), storage = borrowed)]
struct Ticket {
    is_there: AtomicBool,
}

static TICKET: Waitable<Ticket> = Waitable::new(Ticket {
    is_there: AtomicBool::new(false),
});

impl Turn {
    fn new(next: Option<Arc<Self>>) -> Arc<Self> {
        Arc::new(Self {
            waiter: Mutex::new(None),
            has_ended: AtomicBool::new(false),
            next: Mutex::new(next),
            polls: AtomicUsize::new(0),
        })
    }

    fn poll(self: &Arc<Self>) {
        if self.has_ended.load(Relaxed) {
            return;
        }
        self.polls.fetch_add(1, Relaxed);
        let waker = Waker::from(Arc::clone(self));
        let mut waiter = self.waiter.lock().unwrap();
        let poll = waiter
            .get_or_insert_with(|| {
                Box::pin(TicketWaiter::claim(&TICKET).expect("the waiter is free"))
            })
            .as_mut()
            .poll(&mut Context::from_waker(&waker));
        if poll.is_ready() {
            *waiter = None;
            self.has_ended.store(true, Relaxed);
            if let Some(next) = self.next.lock().unwrap().take() {
                next.poll();
            }
        }
    }
}

impl Wake for Turn {
    fn wake(self: Arc<Self>) {
        self.poll();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.poll();
    }
}

#[test]
fn a_wake_frees_the_task_that_it_has_finished_although_the_next_one_has_registered() {
    let tasks = 10;
    let mut line = vec![Turn::new(None)];
    for _ in 1..tasks {
        line.push(Turn::new(line.last().cloned()));
    }
    line.last().expect("there are tasks").poll();
    let notifier = TicketNotifier::new(&TICKET);
    while let Some(task) = line.pop() {
        notifier.notify(|ticket| ticket.is_there.store(true, Release));
        assert!(task.has_ended.load(Relaxed));
        assert_eq!(Arc::strong_count(&task), 1, "the finished task is alive");
        if let Some(next) = line.last() {
            assert!(!next.has_ended.load(Relaxed));
            let polls = next.polls.load(Relaxed);
            assert!((1..=2).contains(&polls), "{polls} polls");
        }
    }
}

#[test]
fn a_wake_that_polls_frees_the_task_that_it_has_finished() {
    static ALIVE: AtomicUsize = AtomicUsize::new(0);
    for _ in 0..1000 {
        let task = Arc::new(Inline(Task::new(&ALIVE)));
        task.wake_by_ref();
        task.0.raise();
        assert!(task.0.future.lock().unwrap().is_none());
    }
    assert_eq!(ALIVE.load(Relaxed), 0);
}
