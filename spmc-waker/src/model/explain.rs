//! The report about a program that fails.

use super::{
    actor::{Found, Kind},
    run::{Cause, Run},
};
use alloc::{boxed::Box, format, string::String};
use core::any::Any;
use std::{eprintln, panic::resume_unwind};

/// Panics with a message that says what has happened.
///
/// `is_asleep_after(actions, index)` repeats the first actions, and says whether that actor then sleeps although it is
/// ready.
pub(super) fn explain(
    run: &Run,
    panic: Box<dyn Any + Send>,
    is_asleep_after: &dyn Fn(usize, usize) -> bool,
) -> ! {
    let program = program(run);
    let found = panic.downcast::<Found>().unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str);
        let words = words.or(panic.downcast_ref::<&str>().copied());
        let Some(words) = words else {
            eprintln!("An operation panics.\nThe program:\n{}", program.trim_end());
            resume_unwind(panic)
        };
        panic!(
            "An operation panics: {words}\nThe program:\n{}",
            program.trim_end()
        )
    });
    match *found {
        Found::Mistake(words) => panic!("{words}\nThe program:\n{}", program.trim_end()),
        Found::Sleeper(index, words) => panic!(
            "{words}\nThe program:\n{program}{}",
            culprit(run, &|actions| is_asleep_after(actions, index)),
        ),
    }
}

/// Returns the operations that were run, one on each line.
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

/// Says which action made the sleeper ready, and what may be wrong with it. This is the action after which the sleeper
/// was ready for the rest of the program.
fn culprit(run: &Run, is_asleep_after: &dyn Fn(usize) -> bool) -> String {
    let actions = run.actions.borrow();
    let Some(step) = (0..actions.len())
        .rev()
        .find(|&actions| !is_asleep_after(actions))
    else {
        return String::new();
    };
    let cause = match actions[step].0 {
        Cause::Done(Kind::Call) => {
            "that step changes what the wait looks at, and does not wake it. Is the method marked `#[notify]`? Does \
             its `wakes` name the wait, without `one` if several tasks can go on? Is its `when` true for this change?"
        }
        Cause::Done(Kind::Wait) => {
            "that step ends another wait, whose check changes what this wait looks at, and does not wake it. Does \
             its `wakes` name this wait?"
        }
        Cause::Done(Kind::Query) => {
            "a query that changes the condition. Mark it `#[notify]`, or as a check."
        }
        Cause::Cancel => {
            "a check that changes the condition although it is not ready, or a wait by `one` for which `wakes` \
             should name all."
        }
        Cause::Drop => {
            "the drop changes what the wait looks at, and does not wake it. Is there an `#[on_drop]` method for \
             this handle, and does its `wakes` name the wait?"
        }
    };
    let is_cancel = |&(cause, _): &(Cause, usize)| cause == Cause::Cancel;
    let kept = if actions[..step].iter().any(is_cancel) {
        "\nIf it names the wait by `one`, a wait that was cancelled before may have kept the wake: one by `poll_NAME`, a \
         `Stream` or a `Sink` (as `SinkExt::send`) stays registered until `unregister`."
    } else {
        ""
    };
    format!(
        "It has been ready since step {}. The likely cause:\n{cause}{kept}",
        step + 1
    )
}
