//! A panic at every point where user code runs: in wakers, bodies, checks, hooks and closures, and in the drops of
//! their arguments, fields and results. Each panic is passed on, nothing is leaked, and nothing is dropped twice.
//!
//! Each scenario runs repeatedly. The first run panics at the first point that it passes, the second run at the second
//! point, and so on, until a run reaches its end.

mod changes;
mod drops;
mod giving_up;
mod last;
mod many;
mod sinks;
mod waits;

use spmc_waker_tests::raw::{Event, Probe, Task, WakerRef};
use std::{
    cell::{Cell, RefCell},
    collections::HashSet,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{Mutex, MutexGuard, PoisonError},
};

thread_local! {
    /// The number of points to pass before one panics.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
    static ALIVE: RefCell<HashSet<usize>> = RefCell::new(HashSet::new());
    static MADE: Cell<usize> = const { Cell::new(0) };
}

/// The payload of a point's panic.
struct Planned;

/// Panics if it is this point's turn. The panic has no message, because there would be thousands.
fn point() {
    match LEFT.get() {
        Some(0) => {
            LEFT.set(None);
            resume_unwind(Box::new(Planned));
        }
        left => LEFT.set(left.map(|left| left - 1)),
    }
}

/// A value that must be dropped once. Its clone and its drop are points.
#[derive(Debug)]
struct Tracked(usize);

impl Tracked {
    fn new() -> Self {
        let id = MADE.get();
        MADE.set(id + 1);
        ALIVE.with_borrow_mut(|alive| alive.insert(id));
        Self(id)
    }

    /// Creates a value, after a point.
    fn make() -> Self {
        point();
        Self::new()
    }
}

impl Clone for Tracked {
    fn clone(&self) -> Self {
        point();
        Self::new()
    }
}

impl Drop for Tracked {
    fn drop(&mut self) {
        let was_alive = ALIVE.with_borrow_mut(|alive| alive.remove(&self.0));
        assert!(was_alive, "dropped twice");
        point();
    }
}

/// The tasks of a scenario. Each clone, wake and drop of their wakers is a point.
struct World([Task; 2]);

impl World {
    fn new() -> Self {
        let tasks = [Task::new(), Task::new()];
        for task in &tasks {
            for event in [Event::Clone, Event::Wake, Event::Drop] {
                // No scenario has more events than this.
                (0..20).for_each(|_| task.on(event, point));
            }
        }
        Self(tasks)
    }

    fn waker(&self, task: usize) -> WakerRef<'_> {
        self.0[task].waker()
    }
}

/// Runs a scenario with a panic at each of its points, and once without a panic.
#[track_caller]
fn everywhere(scenario: impl Fn(&World)) {
    for turn in 0.. {
        let world = World::new();
        let probes = world.0.each_ref().map(Task::probe);
        LEFT.set(Some(turn));
        let outcome = catch_unwind(AssertUnwindSafe(|| scenario(&world)));
        let is_over = LEFT.take().is_some();
        match outcome {
            Ok(()) => assert!(is_over, "the panic at point {turn} was not passed on"),
            Err(panic) if panic.is::<Planned>() => {}
            Err(panic) => resume_unwind(panic),
        }
        drop(world);
        let alive = ALIVE.with_borrow(HashSet::len);
        let owners = probes.each_ref().map(Probe::owners);
        assert_eq!(
            (alive, owners),
            (0, [0; 2]),
            "leaked after a panic at point {turn}"
        );
        if is_over {
            assert!(turn > 1, "the scenario passes too few points");
            return;
        }
    }
}

/// Locks a mutex, even if a panic has poisoned it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
