//! Checks a condition in all orders of its operations.
//!
//! You say how the handles are made, and what each of them may do. [`check`] then runs all short programs of
//! these operations, and finds
//!
//! * a task that sleeps although its wait is ready: a lost wakeup;
//! * what gets lost, at a cancelled wait for example, by a condition of yours: [`Model::at_end`];
//! * a query that changes something.
//!
//! ```
//! use spmc_waker::{model, waitable};
//! # /*
//! #[cfg(test)]
//! # */
//! use spmc_waker::model::atomic::AtomicBool;
//! # /*
//! #[cfg(not(test))]
//! use std::sync::atomic::AtomicBool;
//! # */
//! use std::sync::atomic::Ordering::{Acquire, Release};
//!
//! #[derive(Default)]
//! struct Gate { is_open: AtomicBool }
//!
//! #[waitable(notifier = Key, waiter = Guest)]
//! impl Gate {
//!     #[notify]
//!     fn open(&self) { self.is_open.store(true, Release); }
//!
//!     #[wait(opened, query)]
//!     fn is_open(&self) -> bool { self.is_open.load(Acquire) }
//! }
//!
//! # /*
//! #[test]
//! # */
//! fn no_guest_waits_at_an_open_gate() {
//!     model::check(|model| {
//!         let (key, guest) = Gate::default().into_pair();
//!         model.handle("key", key).call("open", |key| key.open());
//!         model.handle("guest", guest)
//!             .wait("opened", async |guest| guest.opened().await)
//!             .query("is_open", |guest| guest.is_open());
//!     });
//! }
//! # no_guest_waits_at_an_open_gate();
//! ```
//!
//! Everything runs on one thread, so the closures may share a `Rc<Cell<_>>`. Operations of different handles
//! take turns. With the atomics and the mutex of [`atomic`], the others also run in the middle of an operation,
//! before each access.
//!
//! It does not find orderings that are too weak: each access sees the latest value. Use
//! [loom](https://docs.rs/loom) for those.

pub mod atomic;
mod choices;
mod handle;
mod run;

use alloc::{
    boxed::Box,
    collections::BTreeMap,
    format,
    rc::Rc,
    string::{String, ToString},
};
use choices::Choices;
use core::{cell::Cell, fmt};
pub use handle::Handle;
use run::{Bounds, Found, Kind, Run};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// How many executions one check may have.
const MAX_EXECUTIONS: usize = 2_000_000;

/// A model: the handles of a condition, and what they may do. [`check`] makes it, anew for each execution.
pub struct Model {
    run: Rc<Run>,
    max_switches: Cell<usize>,
}

impl Model {
    /// Adds a handle. It may be dropped at any time, and do what is said of it.
    pub fn handle<H: 'static>(&mut self, name: &str, handle: H) -> Handle<'_, H> {
        let (handle, actor) = Handle::new(name, handle);
        self.run.actors.borrow_mut().push(Rc::new(actor));
        handle
    }

    /// This must hold at the end of each execution, after the handles' own [`at_end`](Handle::at_end).
    pub fn at_end(&mut self, what: &str, holds: impl Fn() -> bool + 'static) {
        let check = (what.to_string(), Box::new(holds) as Box<_>);
        self.run.at_end.borrow_mut().push(check);
    }

    /// In how many places of one execution the other handles run in the middle of an operation. The default is
    /// 1.
    pub fn switches(&mut self, switches: usize) {
        self.max_switches.set(switches);
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").finish_non_exhaustive()
    }
}

/// Runs all executions of a model, the short ones first. Returns how many they were.
///
/// # Panics
///
/// With the first program that goes wrong.
pub fn check(setup: impl Fn(&mut Model)) -> usize {
    let mut record = Record::default();
    for switches in 0.. {
        let could_switch_more = check_with(&setup, switches, &mut record);
        if !could_switch_more {
            break;
        }
    }
    if let Some(((handle, wait), _)) = record
        .waits
        .iter()
        .find(|(_, has_been_ready)| !**has_been_ready)
    {
        panic!(
            "`{handle}` waits by `{wait}`, which is ready in no program.\nLikely causes: a `#[notify]` that wakes and \
             records nothing, which a check could see, or a model without the operation that makes it ready."
        );
    }
    record.executions
}

/// What all executions have shown.
#[derive(Default)]
struct Record {
    executions: usize,
    /// Handles and their waits, and whether they have been ready.
    waits: BTreeMap<(String, String), bool>,
}

/// Runs all executions with so many switches. Returns whether there are others, with more.
fn check_with(setup: &dyn Fn(&mut Model), switches: usize, record: &mut Record) -> bool {
    let mut could_switch_more = false;
    for steps in 1.. {
        let bounds = Bounds {
            steps,
            switches,
            actions: usize::MAX,
        };
        let (mut next, mut is_long_enough) = (Some(Choices::default()), false);
        while let Some(choices) = next {
            record.executions += 1;
            assert!(
                record.executions <= MAX_EXECUTIONS,
                "{MAX_EXECUTIONS} executions are not enough for this model: give it fewer handles, operations or steps"
            );
            let (run, max_switches, result) = execute(setup, choices, bounds, &mut |run| run.end());
            if let Err(panic) = result {
                explain(setup, &run, bounds, panic);
            }
            for (wait, is_ready) in run.waits() {
                *record.waits.entry(wait).or_default() |= is_ready;
            }
            is_long_enough |= run.steps_left.get() == 0;
            could_switch_more |= run.could_switch.get() && switches < max_switches;
            next = run.choices.take().next();
        }
        if !is_long_enough {
            break;
        }
    }
    could_switch_more
}

type Outcome = Result<(), Box<dyn core::any::Any + Send>>;

/// Runs one execution, and then what is to be done at its end.
fn execute(
    setup: &dyn Fn(&mut Model),
    choices: Choices,
    bounds: Bounds,
    end: &mut dyn FnMut(&Run),
) -> (Rc<Run>, usize, Outcome) {
    let mut model = Model {
        run: Run::new(choices, bounds),
        max_switches: Cell::new(1),
    };
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        setup(&mut model);
        let _current = model.run.enter();
        model.run.run(bounds.actions);
        end(&model.run);
    }));
    (model.run, model.max_switches.get(), outcome)
}

/// Panics, and says what has happened.
fn explain(
    setup: &dyn Fn(&mut Model),
    run: &Run,
    bounds: Bounds,
    panic: Box<dyn core::any::Any + Send>,
) -> ! {
    let program = program(run);
    let found = panic.downcast::<Found>().unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str);
        let words = words.or(panic.downcast_ref::<&str>().copied());
        let Some(words) = words else {
            resume_unwind(panic)
        };
        panic!(
            "An operation panics: {words}\nThe program:\n{}",
            program.trim_end()
        )
    });
    match *found {
        Found::Mistake(words) => panic!("{words}\nThe program:\n{}", program.trim_end()),
        Found::Sleeper(index, wait) => panic!(
            "`{}` sleeps in `{wait}`, which is ready: a lost wakeup.\nThe program:\n{program}{}",
            run.name(index),
            culprit(setup, run, bounds, index),
        ),
    }
}

/// The operations that were run, a line each.
fn program(run: &Run) -> String {
    let (actions, trace) = (run.actions.borrow(), run.trace.borrow());
    let mut number = 0;
    let lines = trace.iter().enumerate().map(|(line, text)| {
        if actions.get(number).is_some_and(|&(_, first)| first == line) {
            number += 1;
            format!("{number:3}. {text}\n")
        } else {
            format!("     {text}\n")
        }
    });
    lines.collect()
}

/// Which action made the sleeper ready, and what may be wrong with it: the first after which it slept although
/// it was ready, and stayed so.
fn culprit(setup: &dyn Fn(&mut Model), run: &Run, bounds: Bounds, sleeper: usize) -> String {
    let choices = run.choices.borrow().clone();
    let is_before = |&actions: &usize| {
        let mut is_asleep = false;
        let bounds = Bounds { actions, ..bounds };
        let again = choices.clone().again();
        let _ = execute(setup, again, bounds, &mut |run| {
            is_asleep = run.sleeps_although_ready(sleeper);
        });
        !is_asleep
    };
    let actions = run.actions.borrow();
    let Some(step) = (0..actions.len()).rev().find(is_before) else {
        return String::new();
    };
    let cause = match actions[step].0 {
        Kind::Call => {
            "it changes what that wait looks at, and does not wake it. Is the method marked `#[notify]`? Does its \
             `wakes` name the wait? Is its `when` true for this change?"
        }
        Kind::Wait => {
            "a wait that is ready changes what that other wait looks at, and does not wake it. Does its `wakes` \
             name the other wait?"
        }
        Kind::Query => "a query that changes the condition. Mark it `#[notify]`, or as a check.",
        Kind::Cancel => {
            "a check that changes the condition although it is not ready, or a wait by `one` for which `wakes` \
             should name all."
        }
        Kind::Drop => {
            "the drop changes what that wait looks at, and does not wake it. Is there an `#[on_drop]` method for \
             this handle, and does its `wakes` name the wait?"
        }
    };
    format!(
        "It is ready since step {}. The likely cause:\n{cause}",
        step + 1
    )
}
