//! All short programs of a model under loom, with a thread for each handle.

use super::{
    actor::{Actor, Found, Kind, Order},
    choices::Choices,
    scene::{Scene, Waits},
};
use alloc::{format, rc::Rc, string::String, sync::Arc, vec::Vec};
use loom::thread;
use std::{
    eprintln,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::Mutex,
};

/// What the executions of one program have shown.
#[derive(Default)]
struct Told {
    executions: usize,
    choices: Choices,
    program: String,
    waits: Waits,
}

/// Checks each program in every interleaving. Returns the number of interleavings.
pub(super) fn check(make: Arc<dyn Fn() -> Rc<Scene> + Send + Sync>) -> usize {
    let (mut executions, mut next) = (0, Some(Choices::default()));
    let mut waits = Waits::default();
    while let Some(choices) = next {
        let told = Arc::new(Mutex::new(Told {
            waits,
            ..Told::default()
        }));
        let (make, tell) = (Arc::clone(&make), Arc::clone(&told));
        let model = move || interleaving(&make(), choices.clone(), &tell);
        let mut builder = loom::model::Builder::new();
        builder.preemption_bound.get_or_insert(2);
        let checked = catch_unwind(AssertUnwindSafe(|| builder.check(model)));
        let mut told = told
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Err(panic) = checked {
            let program = told.program.trim_end();
            match panic.downcast::<Found>().map(|found| *found) {
                Ok(Found::Sleeper(_, words) | Found::Mistake(words)) => {
                    panic!("{words}\nThe program, with a thread for each handle:\n{program}")
                }
                Err(panic) => {
                    eprintln!("The program, with a thread for each handle:\n{program}");
                    resume_unwind(panic)
                }
            }
        }
        executions += told.executions;
        waits = core::mem::take(&mut told.waits);
        next = core::mem::take(&mut told.choices).next();
    }
    waits.require_ready();
    executions
}

/// Runs one interleaving of one program.
fn interleaving(scene: &Scene, mut choices: Choices, tell: &Mutex<Told>) {
    let actors = scene.actors.borrow().clone();
    let programs: Vec<_> = actors
        .iter()
        .map(|actor| program(actor, &mut choices))
        .collect();
    {
        let mut told = tell.lock().expect("it is not poisoned");
        told.executions += 1;
        told.choices = choices;
        let lines = actors.iter().zip(&programs);
        told.program = lines
            .map(|(actor, program)| described(actor, program))
            .collect();
    }
    let active = programs.iter().filter(|program| !program.is_empty());
    let is_alone = active.count() < 2;
    let mut threads = Vec::new();
    for (actor, program) in actors.iter().cloned().zip(programs) {
        actor.line.is_alone.set(is_alone);
        threads.push(thread::spawn(move || run(&actor, &program)));
    }
    for thread in threads {
        thread.join().expect("a thread panicked");
    }
    for _ in 0..1000 {
        let Some(woken) = actors.iter().find(|actor| actor.is_woken()) else {
            break;
        };
        woken.poll(None);
    }
    scene.end();
    tell.lock().expect("it is not poisoned").waits.add(scene);
}

/// Chooses what an actor does.
fn program(actor: &Actor, choices: &mut Choices) -> Vec<Order> {
    let labels = actor.line.labels.borrow();
    let mut program = Vec::new();
    for _ in 0..actor.line.steps_left.get() {
        let mut possible: Vec<_> = (0..labels.len()).map(Order::Start).collect();
        if let Some(&Order::Start(last)) = program.last() {
            if labels[last].0 == Kind::Wait {
                possible.push(Order::Cancel);
            }
        }
        if !actor.line.is_kept.get() {
            possible.push(Order::Drop);
        }
        // 0 ends the program.
        let Some(chosen) = choices.choose(possible.len() + 1).checked_sub(1) else {
            break;
        };
        program.push(possible[chosen]);
        if matches!(possible[chosen], Order::Drop) {
            break;
        }
    }
    program
}

/// Follows the program, until a wait is pending that the program does not cancel next.
fn run(actor: &Actor, program: &[Order]) {
    for order in program {
        let is_over = actor.is_busy_or_dropped();
        if is_over || (actor.is_waiting() && !matches!(order, Order::Cancel)) {
            return;
        }
        actor.poll(Some(*order));
        // Let others wake it. Yield only while it waits, because loom does not go on with a thread that yields before
        // others have run.
        for _ in 0..2 {
            if actor.is_waiting() {
                thread::yield_now();
            }
            if actor.is_woken() {
                actor.poll(None);
            }
        }
    }
}

fn described(actor: &Actor, program: &[Order]) -> String {
    let labels = actor.line.labels.borrow();
    let mut line = format!("  {}:", actor.line.name);
    for (index, order) in program.iter().enumerate() {
        line.push_str(if index > 0 { ", " } else { " " });
        line.push_str(match order {
            Order::Start(start) => &labels[*start].1,
            Order::Cancel => "cancelled",
            Order::Drop | Order::End => "dropped",
        });
    }
    line.push('\n');
    line
}
