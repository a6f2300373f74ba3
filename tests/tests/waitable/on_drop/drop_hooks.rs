//! The steps of a waiter's drop and their order, also when a step panics.

use crate::waitable::Tasks;
use spmc_waker::waitable;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex},
    task::{Context, Wake, Waker},
};

type Log = Arc<Mutex<Vec<&'static str>>>;

/// Logs the steps, and panics at one of them.
struct Stage {
    log: Log,
    panics_at: &'static str,
}

impl Stage {
    fn step(&self, step: &'static str) {
        self.log.lock().unwrap().push(step);
        assert_ne!(self.panics_at, step, "the step that panics");
    }
}

#[waitable(notifier = Crew, waiter = Actor, waiter = Audience)]
impl Stage {
    #[notify]
    fn call(&self) {}

    #[wait(called, by = Actor, wakes = Audience)]
    fn is_called(&self) -> bool {
        false
    }

    #[wait(over, by = Audience, wakes = Actor)]
    fn is_over(&self) -> bool {
        false
    }

    #[arm(called)]
    fn arm(&self) {
        self.step("arm");
    }

    #[disarm(called)]
    fn disarm(&self) {
        self.step("disarm");
    }

    #[on_drop(Actor)]
    fn leave(&self) {
        self.step("hook");
    }

    #[on_drop(Crew, Audience, wakes = none)]
    fn leave_too(&self) {
        self.step("another hook");
    }
}

/// A task that logs its wakes and the drop of its last waker.
struct Noted {
    log: Log,
    woken: &'static str,
    dropped: &'static str,
}

impl Wake for Noted {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.log.lock().unwrap().push(self.woken);
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        self.log.lock().unwrap().push(self.dropped);
    }
}

/// Makes an actor and an audience wait, drops the actor, and returns the steps of that drop, and whether it panicked.
fn drop_of_the_actor(panics_at: &'static str) -> (Vec<&'static str>, bool) {
    let log = Log::default();
    let stage = Stage {
        log: Arc::clone(&log),
        panics_at,
    };
    let (crew, mut actor, mut audience) = stage.into_handles();
    let waker = |woken, dropped| {
        let log = Arc::clone(&log);
        Waker::from(Arc::new(Noted {
            log,
            woken,
            dropped,
        }))
    };
    let (own, others) = (
        waker("wake itself", "drop the waker"),
        waker("wake", "drop another"),
    );
    assert!(
        actor
            .poll_called(&mut Context::from_waker(&own))
            .is_pending()
    );
    assert!(
        audience
            .poll_over(&mut Context::from_waker(&others))
            .is_pending()
    );
    drop(own);
    log.lock().unwrap().clear();
    let panicked = catch_unwind(AssertUnwindSafe(|| drop(actor))).is_err();
    let happened = log.lock().unwrap().clone();
    drop((crew, audience));
    (happened, panicked)
}

const STEPS: [&str; 4] = ["disarm", "drop the waker", "hook", "wake"];

#[test]
fn a_waiter_disarms_drops_its_waker_runs_its_hook_and_wakes_the_others() {
    assert_eq!(drop_of_the_actor("nowhere"), (STEPS.to_vec(), false));
}

#[test]
fn a_step_that_panics_skips_no_other_step() {
    for panics_at in ["disarm", "hook"] {
        assert_eq!(drop_of_the_actor(panics_at), (STEPS.to_vec(), true));
    }
}

#[test]
fn a_waiter_that_never_waited_disarms_and_runs_its_hook() {
    let log = Log::default();
    let stage = Stage {
        log: Arc::clone(&log),
        panics_at: "nowhere",
    };
    let (crew, actor, audience) = stage.into_handles();
    drop(actor);
    assert_eq!(*log.lock().unwrap(), ["disarm", "hook"]);
    crew.call();
    drop(crew.clone());
    assert_eq!(*log.lock().unwrap(), ["disarm", "hook"]);
    drop(audience);
    drop(crew);
    assert_eq!(
        *log.lock().unwrap(),
        ["disarm", "hook", "another hook", "another hook"],
        "the hook that two handles share runs for each"
    );
}

#[test]
fn one_hook_of_several_handles_runs_for_each_of_them() {
    #[derive(Default)]
    struct Room(Arc<Mutex<usize>>);

    #[waitable(notifier = Host, waiter = Guest, waiter = Cat)]
    impl Room {
        #[notify]
        fn enter(&self) {}

        #[wait(alone, by = Guest, wakes = Cat)]
        fn is_alone(&self) -> bool {
            *self.0.lock().unwrap() == 2
        }

        #[wait(quiet, by = Cat, wakes = Guest)]
        fn is_quiet(&self) -> bool {
            *self.0.lock().unwrap() > 0
        }

        #[on_drop(notifier, Guest, Cat)]
        fn leave(&self) {
            *self.0.lock().unwrap() += 1;
        }
    }

    let left = Arc::default();
    let (host, mut guest, mut cat) = Room(Arc::clone(&left)).into_handles();
    let tasks = Tasks::<2>::new();
    assert!(guest.poll_alone(&mut tasks.cx(0)).is_pending());
    assert!(cat.poll_quiet(&mut tasks.cx(1)).is_pending());
    host.clone().enter();
    assert_eq!(tasks.wakes(), [1, 1]);
    assert!(guest.poll_alone(&mut tasks.cx(0)).is_pending());
    assert!(cat.poll_quiet(&mut tasks.cx(1)).is_pending());
    drop(host);
    assert_eq!((tasks.wakes(), *left.lock().unwrap()), ([2, 2], 1));
    assert!(cat.poll_quiet(&mut tasks.cx(1)).is_ready());
    drop(cat);
    assert!(guest.is_alone());
    drop(guest);
    assert_eq!(*left.lock().unwrap(), 3);
}
