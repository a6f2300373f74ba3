//! Clones are counted: the last handle of a kind runs its hook, and the last handle of all frees the condition.

use crate::waitable::Tasks;
use spmc_waker::waitable;
use spmc_waker_tests::{raw, time_limit::join};
use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{Arc, Mutex},
    task::Context,
    thread,
};

type Log = Arc<Mutex<Vec<String>>>;

fn log_line(log: &Log, what: impl Into<String>) {
    log.lock().unwrap().push(what.into());
}

fn taken(log: &Log) -> Vec<String> {
    mem::take(&mut *log.lock().unwrap())
}

/// Logs its hooks and its drop.
struct Room {
    log: Log,
    panics: bool,
}

impl Drop for Room {
    fn drop(&mut self) {
        log_line(&self.log, "freed");
    }
}

#[waitable(notifier = Keeper, waiters = Guest, waiters = Cook { apron: Logged })]
impl Room {
    #[notify]
    fn call(&self) {}

    #[wait(closing, by = Guest, query)]
    fn is_closing(&self) -> bool {
        false
    }

    #[wait(order, by = Cook, query)]
    fn is_order(&self) -> bool {
        false
    }

    #[query(by = Cook)]
    fn apron(&self, #[field] apron: &Logged) -> String {
        apron.name.clone()
    }

    #[on_drop(Keeper)]
    fn no_keeper(&self) {
        log_line(&self.log, "no keeper");
    }

    #[on_drop(Guest)]
    fn no_guest(&self) {
        log_line(&self.log, "no guest");
        if self.panics {
            resume_unwind(Box::new("no guest"));
        }
    }

    #[on_drop(Cook)]
    fn no_cook(&self) {
        log_line(&self.log, "no cook");
    }
}

/// A field that logs its drop and is numbered by its clones.
struct Logged {
    name: String,
    log: Log,
}

impl Clone for Logged {
    fn clone(&self) -> Self {
        Self {
            name: format!("{}'", self.name),
            log: Arc::clone(&self.log),
        }
    }
}

impl Drop for Logged {
    fn drop(&mut self) {
        log_line(&self.log, format!("{} dropped", self.name));
    }
}

fn room(panics: bool) -> (Log, Keeper, Guest, Cook) {
    let log = Log::default();
    let room = Room {
        log: Arc::clone(&log),
        panics,
    };
    let (keeper, guest, cook) = room.into_handles(logged("apron", &log));
    (log, keeper, guest, cook)
}

fn logged(name: &str, log: &Log) -> Logged {
    Logged {
        name: name.to_owned(),
        log: Arc::clone(log),
    }
}

#[test]
fn the_last_of_many_runs_the_hook() {
    let (log, keeper, guest, cook) = room(false);
    let guests = [guest.clone(), guest.clone(), guest];
    let [first, second, third] = guests;
    drop(second);
    drop(first);
    assert!(taken(&log).is_empty());
    drop(third);
    assert_eq!(taken(&log), ["no guest"]);
    drop(keeper);
    assert_eq!(taken(&log), ["no keeper"]);
    drop(cook);
    assert_eq!(taken(&log), ["apron dropped", "no cook", "freed"]);
}

#[test]
fn fields_are_dropped_with_their_handle_and_before_the_hook() {
    let (log, keeper, guest, cook) = room(false);
    let other = cook.clone();
    drop(cook);
    assert_eq!(taken(&log), ["apron dropped"]);
    drop((keeper, guest));
    assert_eq!(taken(&log), ["no keeper", "no guest"]);
    let third = other.clone();
    assert_eq!(third.apron(), "apron''");
    drop(other);
    assert_eq!(taken(&log), ["apron' dropped"]);
    drop(third);
    assert_eq!(taken(&log), ["apron'' dropped", "no cook", "freed"]);
}

#[test]
fn of_makes_a_handle_of_a_kind_whose_last_is_gone_and_its_hook_runs_again() {
    let (log, keeper, guest, cook) = room(false);
    for _ in 0..3 {
        drop(Guest::of(&keeper));
        assert!(taken(&log).is_empty(), "there is another guest");
    }
    drop(guest);
    assert_eq!(taken(&log), ["no guest"]);
    for _ in 0..3 {
        let guest = Guest::of(&cook);
        let other = Guest::of(&guest);
        drop(guest);
        assert!(taken(&log).is_empty());
        drop(other);
        assert_eq!(taken(&log), ["no guest"]);
    }
    drop(cook);
    assert_eq!(taken(&log), ["apron dropped", "no cook"]);
    let cook = Cook::of(&keeper, logged("hat", &log));
    drop(keeper);
    assert_eq!(taken(&log), ["no keeper"]);
    drop(cook);
    assert_eq!(taken(&log), ["hat dropped", "no cook", "freed"]);
}

#[test]
fn every_order_of_drops_frees_the_condition_once_and_runs_each_hook_once() {
    // Each number chooses which of the handles that are left is dropped next.
    for order in 0..5 * 4 * 3 * 2 {
        let (log, keeper, guest, cook) = room(false);
        let mut handles: Vec<Box<dyn Send>> = vec![
            Box::new(keeper),
            Box::new(guest.clone()),
            Box::new(guest),
            Box::new(cook.clone()),
            Box::new(cook),
        ];
        let mut left = order;
        while !handles.is_empty() {
            assert!(!log.lock().unwrap().iter().any(|line| line == "freed"));
            let next = left % handles.len();
            left /= handles.len();
            drop(handles.swap_remove(next));
        }
        let mut lines = taken(&log);
        assert_eq!(lines.last().unwrap(), "freed");
        lines.sort_unstable();
        assert_eq!(
            lines,
            [
                "apron dropped",
                "apron' dropped",
                "freed",
                "no cook",
                "no guest",
                "no keeper"
            ],
            "order {order}"
        );
    }
}

#[test]
fn a_forgotten_handle_is_never_the_last() {
    let (log, keeper, guest, cook) = room(false);
    mem::forget(guest.clone());
    drop((keeper, guest, cook));
    assert_eq!(taken(&log), ["no keeper", "apron dropped", "no cook"]);
    // The condition is leaked, and with it its log.
    assert_eq!(Arc::strong_count(&log), 2);
}

#[test]
fn a_hook_that_panics_runs_once_and_the_condition_is_freed() {
    let (log, keeper, guest, cook) = room(true);
    drop((keeper, cook));
    taken(&log);
    let other = guest.clone();
    drop(guest);
    let panic = catch_unwind(AssertUnwindSafe(|| drop(other))).unwrap_err();
    assert_eq!(panic.downcast_ref(), Some(&"no guest"));
    assert_eq!(taken(&log), ["no guest", "freed"]);
}

#[test]
fn a_hook_that_panics_wakes_all_the_same() {
    let (_log, _keeper, guest, mut cook) = room(true);
    let tasks = Tasks::<1>::new();
    assert!(cook.poll_order(&mut tasks.cx(0)).is_pending());
    catch_unwind(AssertUnwindSafe(|| drop(guest))).unwrap_err();
    assert_eq!(tasks.wakes(), [1]);
}

#[test]
fn a_handle_ends_its_waits_before_its_fields_are_dropped_and_its_hook_runs() {
    let (log, keeper, guest, mut cook) = room(false);
    drop((keeper, guest));
    taken(&log);
    let task = raw::Task::new();
    let waker = task.waker();
    assert!(
        cook.poll_order(&mut Context::from_waker(&waker))
            .is_pending()
    );
    let in_drop = Arc::clone(&log);
    task.on(raw::Event::Drop, move || {
        log_line(&in_drop, "waker dropped");
    });
    drop(cook);
    let expected = ["waker dropped", "apron dropped", "no cook", "freed"];
    assert_eq!(taken(&log), expected);
    // The same without fields.
    let (log, keeper, mut guest, cook) = room(false);
    drop((keeper, cook));
    taken(&log);
    assert!(
        guest
            .poll_closing(&mut Context::from_waker(&waker))
            .is_pending()
    );
    let in_drop = Arc::clone(&log);
    task.on(raw::Event::Drop, move || {
        log_line(&in_drop, "waker dropped");
    });
    drop(guest);
    assert_eq!(taken(&log), ["waker dropped", "no guest", "freed"]);
}

#[test]
fn the_last_of_many_wakes_if_it_has_a_hook_or_fields_to_drop() {
    let (_log, keeper, guest, cook) = room(false);
    let tasks = Tasks::<2>::new();
    let mut waiting = (Guest::of(&keeper), cook.clone());
    assert!(waiting.0.poll_closing(&mut tasks.cx(0)).is_pending());
    assert!(waiting.1.poll_order(&mut tasks.cx(1)).is_pending());
    drop(guest);
    assert_eq!(tasks.wakes(), [0, 0], "not the last guest");
    drop(cook);
    assert_eq!(tasks.wakes(), [0, 0], "not the last cook");
    let (mut guest, cook) = waiting;
    drop(cook);
    assert_eq!(tasks.wakes(), [1, 0], "the last cook");
    assert!(guest.poll_closing(&mut tasks.cx(0)).is_pending());
    drop(keeper.clone());
    assert_eq!(tasks.wakes(), [1, 0]);
    drop(keeper);
    assert_eq!(tasks.wakes(), [2, 0], "the last keeper");
}

#[test]
fn the_last_of_many_wakes_nobody_without_a_hook_and_without_fields_to_drop() {
    struct Plain;

    #[waitable(notifier = Start, waiters = Runner { number: u32 = 7 }, waiters = Judge)]
    impl Plain {
        #[notify]
        fn start(&self) {}

        #[wait(started, by = Runner, query)]
        fn is_started(&self) -> bool {
            false
        }

        #[wait(ended, by = Judge, query)]
        fn is_ended(&self) -> bool {
            false
        }

        #[query(by = Runner)]
        fn number(&self, #[field] number: &u32) -> u32 {
            *number
        }
    }

    let (start, runner, mut judge) = Plain.into_handles();
    let tasks = Tasks::<1>::new();
    assert!(judge.poll_ended(&mut tasks.cx(0)).is_pending());
    assert_eq!(runner.clone().number(), 7);
    drop(runner);
    assert_eq!(tasks.wakes(), [0]);
    start.start();
    assert_eq!(tasks.wakes(), [1]);
}

#[test]
fn threads_that_clone_and_drop_run_the_hook_once() {
    for _ in 0..200 {
        let (log, keeper, guest, cook) = room(false);
        drop((keeper, cook));
        taken(&log);
        let threads: [_; 3] = std::array::from_fn(|_| {
            let guest = guest.clone();
            thread::spawn(move || {
                let other = guest.clone();
                drop(guest);
                drop(other.clone());
            })
        });
        drop(guest);
        threads.into_iter().for_each(join);
        assert_eq!(taken(&log), ["no guest", "freed"]);
    }
}
