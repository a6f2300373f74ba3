//! All executions of a model, on one thread.

use super::{
    choices::Choices,
    current,
    explain::explain,
    run::{Bounds, Run},
    scene::{Scene, Waits},
};
use alloc::{boxed::Box, rc::Rc};
use core::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The number of executions that one check may have.
const MAX_EXECUTIONS: usize = 2_000_000;

/// What the executions have shown so far.
#[derive(Default)]
struct Record {
    executions: usize,
    waits: Waits,
}

/// Runs all executions, those with few switches first.
pub(super) fn check(make: &dyn Fn() -> Rc<Scene>) -> usize {
    let mut record = Record::default();
    let mut switches = 0;
    while check_with(make, switches, &mut record) {
        switches += 1;
    }
    record.waits.require_ready();
    record.executions
}

/// Runs all executions with this many switches. Returns whether there are others with more switches.
fn check_with(make: &dyn Fn() -> Rc<Scene>, switches: usize, record: &mut Record) -> bool {
    let mut could_switch_more = false;
    for steps in 1.. {
        let actions = usize::MAX;
        let bounds = Bounds {
            steps,
            switches,
            actions,
        };
        let (mut next, mut is_long_enough) = (Some(Choices::default()), false);
        while let Some(choices) = next {
            record.executions += 1;
            assert!(
                record.executions <= MAX_EXECUTIONS,
                "{MAX_EXECUTIONS} executions are not enough for this model: give it fewer handles, operations or steps"
            );
            let run = Run::new(make(), choices, bounds);
            if let Err(panic) = execute(&run, bounds, &mut || run.scene.end()) {
                let choices = run.choices.borrow().clone().again();
                explain(&run, panic, &|actions, sleeper| {
                    let bounds = Bounds { actions, ..bounds };
                    let run = Run::new(make(), choices.clone(), bounds);
                    let mut is_asleep = false;
                    let _ = execute(&run, bounds, &mut || {
                        is_asleep = run.actor(sleeper).sleeps_although_ready();
                    });
                    is_asleep
                });
            }
            record.waits.add(&run.scene);
            is_long_enough |= run.steps_left.get() == 0;
            could_switch_more |=
                run.could_switch.get() && switches < run.scene.switches.get().unwrap_or(1);
            next = run.choices.take().next();
        }
        if !is_long_enough {
            break;
        }
    }
    could_switch_more
}

/// Runs one execution, and then `end`.
fn execute(
    run: &Rc<Run>,
    bounds: Bounds,
    end: &mut dyn FnMut(),
) -> Result<(), Box<dyn Any + Send>> {
    catch_unwind(AssertUnwindSafe(|| {
        let _current = current::enter(run);
        run.run(bounds.actions);
        end();
    }))
}
