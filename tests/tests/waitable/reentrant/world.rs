//! An executor whose tasks have wakers that act.

use super::subjects::{Subject, Wait};
use spmc_waker_tests::raw::{Event, Task};
use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    task::Context,
};

/// What a waker does, once, while it is cloned, woken or dropped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Action {
    PollSelf,
    PollOther,
    /// Polls a task that has not begun to wait.
    Begin,
    WakeSelf,
    WakeOther,
    /// Drops the future, and with it its handle. If it is being polled, drops it after that.
    DropSelf,
    DropOther,
    DropAll,
    Notify,
    /// Drops what notifies. If it notifies just now, drops it after that.
    EndNotifier,
    Panic,
}

/// What a scenario does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Poll(usize),
    Drop(usize),
    Notify,
    /// Polls the tasks that are woken, until there are none.
    Run,
    /// Drops what notifies.
    Last,
}

/// The payload of [`Action::Panic`].
struct Planned;

/// A future, and two tasks that poll it alternately, as if it were moved between them.
struct Slot {
    future: Mutex<Option<Wait>>,
    tasks: [Task; 2],
    polls: AtomicUsize,
    is_cancelled: AtomicBool,
}

impl Slot {
    fn task(&self) -> &Task {
        &self.tasks[self.polls.load(Relaxed) % 2]
    }

    fn waits(&self) -> bool {
        self.polls.load(Relaxed) > 0 && lock(&self.future).is_some()
    }
}

pub(super) struct World {
    slots: Vec<Slot>,
    notify: Mutex<Option<Arc<dyn Fn() + Send + Sync>>>,
    notified: AtomicUsize,
    taken: AtomicUsize,
    polls_in_wake: bool,
    /// How many clones, wakes and drops there were.
    events: AtomicUsize,
    /// The events with these numbers act.
    actions: Vec<(usize, Action)>,
}

impl World {
    /// Runs a scenario in which wakers act at a point, and at points that come so many later. Returns whether the
    /// scenario has that point.
    pub(super) fn run(
        subject: Subject,
        script: &[Step],
        at: usize,
        actions: &[(usize, Action)],
        polls_in_wake: bool,
    ) -> bool {
        let Subject {
            waits,
            notify,
            free,
            freed,
            is_closed,
        } = subject;
        let world = Arc::new(Self {
            slots: waits.into_iter().map(Slot::new).collect(),
            notify: Mutex::new(Some(notify)),
            notified: AtomicUsize::new(0),
            taken: AtomicUsize::new(0),
            polls_in_wake,
            events: AtomicUsize::new(0),
            actions: actions
                .iter()
                .map(|(gap, action)| (at + gap, *action))
                .collect(),
        });
        world.arm();
        let what =
            format!("{actions:?} from point {at} of {script:?}, polls in wake: {polls_in_wake}");
        let mut has_panicked = false;
        for step in script {
            has_panicked |= survive(|| world.step(*step));
        }
        has_panicked |= survive(|| world.step(Step::Run));
        let can_go_on = free.load(Relaxed) > 0 || is_closed.load(Relaxed);
        let is_stranded = can_go_on && world.slots.iter().any(Slot::waits);
        assert!(!is_stranded, "a task is stranded: {what}");
        let tokens = world.taken.load(Relaxed) + free.load(Relaxed);
        assert!(
            has_panicked || tokens == world.notified.load(Relaxed),
            "a token is lost: {what}"
        );
        let has_point = world.events.load(Relaxed) > at;
        survive(|| world.drop_all());
        survive(|| world.drop_all());
        for task in world.slots.iter().flat_map(|slot| &slot.tasks) {
            assert_eq!(task.owners(), 1, "a waker is leaked: {what}");
        }
        assert_eq!(freed.load(Relaxed), 1, "not freed once: {what}");
        has_point
    }

    /// Makes all wakers call [`event`](Self::event).
    fn arm(self: &Arc<Self>) {
        for index in 0..self.slots.len() {
            for task in 0..2 {
                for event in [Event::Clone, Event::Wake, Event::Drop] {
                    self.arm_one(index, task, event);
                }
            }
        }
    }

    fn arm_one(self: &Arc<Self>, index: usize, task: usize, event: Event) {
        let world = Arc::downgrade(self);
        self.slots[index].tasks[task].on(event, move || {
            if let Some(world) = world.upgrade() {
                world.arm_one(index, task, event);
                world.event(index, event);
            }
        });
    }

    fn event(self: &Arc<Self>, index: usize, event: Event) {
        let now = self.events.fetch_add(1, Relaxed);
        for (at, action) in &self.actions {
            if *at == now {
                self.act(index, *action);
            }
        }
        if event == Event::Wake && self.polls_in_wake {
            self.poll(index);
        }
    }

    fn act(self: &Arc<Self>, index: usize, action: Action) {
        let other = (index + 1) % self.slots.len();
        match action {
            Action::PollSelf => self.poll(index),
            Action::PollOther => self.poll(other),
            Action::Begin => self.poll(self.slots.len() - 1),
            Action::WakeSelf => self.slots[index].task().waker().wake_by_ref(),
            Action::WakeOther => self.slots[other].task().waker().wake_by_ref(),
            Action::DropSelf => self.drop_one(index),
            Action::DropOther => self.drop_one(other),
            Action::DropAll => self.drop_all(),
            Action::Notify => self.step(Step::Notify),
            Action::EndNotifier => self.step(Step::Last),
            Action::Panic => resume_unwind(Box::new(Planned)),
        }
    }

    fn step(self: &Arc<Self>, step: Step) {
        match step {
            Step::Poll(index) => self.poll(index),
            Step::Drop(index) => self.drop_one(index),
            Step::Notify => {
                let notify = lock(&self.notify).clone();
                if let Some(notify) = notify {
                    self.notified.fetch_add(1, Relaxed);
                    notify();
                }
            }
            Step::Last => {
                let notify = lock(&self.notify).take();
                drop(notify);
            }
            Step::Run => {
                let is_woken = |slot: &Slot| slot.waits() && slot.task().is_notified();
                let mut polls = 0;
                while let Some(index) = self.slots.iter().position(is_woken) {
                    self.poll(index);
                    polls += 1;
                    assert!(polls < 100, "the tasks wake each other without end");
                }
            }
        }
    }

    /// Polls a task, unless it is being polled or is over.
    fn poll(self: &Arc<Self>, index: usize) {
        let Some(slot) = self.slots.get(index) else {
            return;
        };
        loop {
            // It is dropped if its poll panics.
            let Some(mut future) = lock(&slot.future).take() else {
                return;
            };
            slot.polls.fetch_add(1, Relaxed);
            slot.task().discard();
            let waker = slot.task().waker();
            let poll = future.as_mut().poll(&mut Context::from_waker(&waker));
            if let std::task::Poll::Ready(is_token) = poll {
                self.taken.fetch_add(usize::from(is_token), Relaxed);
                return;
            }
            if slot.is_cancelled.load(Relaxed) {
                return;
            }
            *lock(&slot.future) = Some(future);
            if !self.polls_in_wake || !slot.task().is_notified() {
                return;
            }
        }
    }

    fn drop_one(&self, index: usize) {
        let slot = &self.slots[index % self.slots.len()];
        slot.is_cancelled.store(true, Relaxed);
        let future = lock(&slot.future).take();
        drop(future);
    }

    fn drop_all(self: &Arc<Self>) {
        (0..self.slots.len()).for_each(|index| self.drop_one(index));
        self.step(Step::Last);
    }
}

impl Slot {
    fn new(future: Wait) -> Self {
        Self {
            future: Mutex::new(Some(future)),
            tasks: [Task::new(), Task::new()],
            polls: AtomicUsize::new(0),
            is_cancelled: AtomicBool::new(false),
        }
    }
}

/// Runs something that may panic as planned. Returns whether it did.
fn survive(run: impl FnOnce()) -> bool {
    let Err(panic) = catch_unwind(AssertUnwindSafe(run)) else {
        return false;
    };
    if !panic.is::<Planned>() {
        resume_unwind(panic);
    }
    true
}

/// Locks a mutex, even if a panic has poisoned it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
