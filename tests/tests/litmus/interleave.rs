//! All interleavings of a litmus test, as if every step were sequentially consistent.

use crate::program::{Kind, Program};
use std::collections::{BTreeMap, BTreeSet};

/// The registers of all threads at the end. Those that nothing was read into are left out.
pub(crate) type Outcome = BTreeMap<(usize, String), usize>;

#[derive(Clone)]
struct State {
    /// The number of steps that each thread has taken.
    taken: Vec<usize>,
    memory: BTreeMap<String, usize>,
    registers: Outcome,
}

/// The outcomes of all interleavings.
pub(crate) fn outcomes(program: &Program) -> BTreeSet<Outcome> {
    let mut outcomes = BTreeSet::new();
    let mut states = vec![State {
        taken: vec![0; program.threads.len()],
        memory: program.init.clone(),
        registers: Outcome::new(),
    }];
    while let Some(state) = states.pop() {
        let runnable: Vec<_> = (0..program.threads.len())
            .filter(|thread| state.taken[*thread] < program.threads[*thread].len())
            .collect();
        if runnable.is_empty() {
            outcomes.insert(state.registers);
            continue;
        }
        states.extend(
            runnable
                .into_iter()
                .map(|thread| step(program, &state, thread)),
        );
    }
    outcomes
}

/// The state after the next step of a thread.
fn step(program: &Program, state: &State, thread: usize) -> State {
    let step = &program.threads[thread][state.taken[thread]];
    let mut state = state.clone();
    state.taken[thread] += 1;
    let is_zero = |register: &String| {
        let value = state.registers.get(&(thread, register.clone()));
        value.copied().unwrap_or(0) == 0
    };
    let runs = step
        .guards
        .iter()
        .all(|(register, zero)| is_zero(register) == *zero);
    if !runs || step.kind == Kind::Fence {
        return state;
    }
    let value = state
        .memory
        .get_mut(&step.location)
        .expect("each location has a value");
    let read = *value;
    match step.kind {
        Kind::Store | Kind::Swap => *value = step.value,
        Kind::Or => *value |= step.value,
        Kind::Add => *value += step.value,
        Kind::Load | Kind::Fence => {}
    }
    if step.reads() {
        state
            .registers
            .insert((thread, step.register.clone()), read);
    }
    state
}
