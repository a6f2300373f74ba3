//! Enumerates the executions of a litmus test: the write that each read reads from, and the order of the writes
//! to each location.

use crate::{
    program::{Kind, Order, Program, Step},
    rc11::{ReleaseSequence, is_consistent, relation},
};
use std::collections::{BTreeMap, BTreeSet};

/// An executed step, or the initial write of a location, whose thread is `None`.
#[derive(Clone)]
pub(crate) struct Event {
    pub(crate) thread: Option<usize>,
    pub(crate) step: Step,
    read: usize,
    written: usize,
}

/// Whether RC11 allows the outcome.
pub(crate) fn is_allowed(program: &Program, by: ReleaseSequence) -> bool {
    let paths: Vec<_> = program
        .threads
        .iter()
        .enumerate()
        .map(|(thread, steps)| paths(program, thread, steps))
        .collect();
    let initial: Vec<Event> = program
        .init
        .iter()
        .map(|(location, value)| initial(location, *value))
        .collect();
    let mut chosen = vec![0; paths.len()];
    loop {
        let picked = || {
            chosen
                .iter()
                .zip(&paths)
                .map(|(choice, paths)| &paths[*choice])
        };
        let registers: Vec<_> = picked().map(|path| &path.registers).collect();
        if has_outcome(program, &registers) {
            let events = initial.iter().chain(picked().flat_map(|path| &path.events));
            if has_execution(&events.cloned().collect::<Vec<_>>(), by) {
                return true;
            }
        }
        let Some(next) = (0..chosen.len()).find(|i| chosen[*i] + 1 < paths[*i].len()) else {
            return false;
        };
        chosen[next] += 1;
        chosen[..next].fill(0);
    }
}

fn has_outcome(program: &Program, registers: &[&BTreeMap<String, usize>]) -> bool {
    program.outcome.iter().any(|conjunction| {
        let holds = |(thread, register, value): &(usize, String, usize)| {
            registers[*thread].get(register).copied().unwrap_or(0) == *value
        };
        conjunction.iter().all(holds)
    })
}

fn initial(location: &str, value: usize) -> Event {
    let step = Step {
        guards: Vec::new(),
        register: String::new(),
        kind: Kind::Store,
        location: location.to_owned(),
        value,
        order: Order::Relaxed,
    };
    Event {
        thread: None,
        step,
        read: 0,
        written: value,
    }
}

/// One path through a thread, with the values that it reads.
#[derive(Clone, Default)]
struct Path {
    events: Vec<Event>,
    registers: BTreeMap<String, usize>,
}

/// All values that a location may hold, and perhaps more: each step may come after any other.
fn possible(program: &Program, location: &str) -> BTreeSet<usize> {
    let mut values = BTreeSet::from([program.init[location]]);
    loop {
        let before = values.len();
        for step in program
            .threads
            .iter()
            .flatten()
            .filter(|step| step.location == location)
        {
            match step.kind {
                Kind::Store | Kind::Swap => _ = values.insert(step.value),
                Kind::Or => {
                    values.extend(values.clone().into_iter().map(|value| value | step.value));
                }
                Kind::Add => assert_eq!(step.value, 0, "`add` changes nothing"),
                Kind::Load | Kind::Fence => {}
            }
        }
        if values.len() == before {
            return values;
        }
    }
}

/// All paths through a thread, for all values that its reads may read.
fn paths(program: &Program, thread: usize, steps: &[Step]) -> Vec<Path> {
    let mut paths = vec![Path::default()];
    for step in steps {
        paths = paths
            .into_iter()
            .flat_map(|path| continuations(program, thread, path, step))
            .collect();
    }
    paths
}

fn continuations(program: &Program, thread: usize, path: Path, step: &Step) -> Vec<Path> {
    let value = |register: &String| path.registers.get(register).copied().unwrap_or(0);
    if step
        .guards
        .iter()
        .any(|(register, is_zero)| (value(register) == 0) != *is_zero)
    {
        return vec![path];
    }
    let values = if step.reads() {
        possible(program, &step.location)
    } else {
        BTreeSet::from([0])
    };
    let extend = |read: usize| {
        let mut path = path.clone();
        let written = match step.kind {
            Kind::Or => read | step.value,
            Kind::Add => read,
            _ => step.value,
        };
        path.events.push(Event {
            thread: Some(thread),
            step: step.clone(),
            read,
            written,
        });
        path.registers.insert(step.register.clone(), read);
        path
    };
    values.into_iter().map(extend).collect()
}

/// Whether the events have a consistent execution. Tries all writes that each read may read from, and all orders
/// of the writes to each location.
fn has_execution(events: &[Event], by: ReleaseSequence) -> bool {
    let indices = || 0..events.len();
    let same = |i: usize, j: usize| events[i].step.location == events[j].step.location;
    let reads: Vec<usize> = indices().filter(|i| events[*i].step.reads()).collect();
    let sources = reads.iter().map(|read| {
        let is_source = |write: &usize| {
            *write != *read
                && events[*write].step.writes()
                && same(*write, *read)
                && events[*write].written == events[*read].read
        };
        indices().filter(is_source).collect::<Vec<_>>()
    });
    let sources: Vec<_> = sources.collect();
    if sources.iter().any(Vec::is_empty) {
        return false;
    }
    let writes = |location: &String| -> Vec<usize> {
        indices()
            .filter(|i| events[*i].step.writes() && events[*i].step.location == *location)
            .collect()
    };
    let locations: BTreeSet<_> = events
        .iter()
        .map(|event| event.step.location.clone())
        .collect();
    let orders: Vec<_> = locations
        .iter()
        .map(|location| write_orders(events, writes(location)))
        .collect();
    choices(&sources).any(|choice| {
        let rf = relation(events, |write, read| {
            reads
                .iter()
                .zip(&choice)
                .any(|pair| pair == (&read, &write))
        });
        // A read-modify-write follows the write that it reads from immediately.
        let is_atomic = |order: &Vec<usize>| {
            let mut pairs = reads.iter().zip(&choice);
            pairs.all(|(read, write)| {
                let position = |event| order.iter().position(|at| *at == event);
                position(*read).is_none_or(|at| Some(at - 1) == position(*write))
            })
        };
        let orders = orders
            .iter()
            .map(|orders| orders.iter().filter(|it| is_atomic(it)).cloned().collect());
        let orders: Vec<Vec<_>> = orders.collect();
        choices(&orders).any(|order| {
            let position = |event| {
                order
                    .iter()
                    .find_map(|it| it.iter().position(|at| *at == event))
            };
            let mo = relation(events, |i, j| {
                same(i, j) && position(i).is_some() && position(i) < position(j)
            });
            is_consistent(events, &rf, &mo, by)
        })
    })
}

/// All ways to choose one element of each list.
fn choices<T: Clone>(of: &[Vec<T>]) -> impl Iterator<Item = Vec<T>> {
    let count: usize = of.iter().map(Vec::len).product();
    (0..count).map(|mut number| {
        let choose = |options: &Vec<T>| {
            let option = options[number % options.len()].clone();
            number /= options.len();
            option
        };
        of.iter().map(choose).collect()
    })
}

/// All orders of these writes, with the initial write first. The caller checks where read-modify-writes may stand.
fn write_orders(events: &[Event], writes: Vec<usize>) -> Vec<Vec<usize>> {
    let (first, others): (Vec<_>, Vec<_>) = writes
        .into_iter()
        .partition(|write| events[*write].thread.is_none());
    let mut orders = vec![first];
    for write in others {
        let insert = |order: Vec<usize>| {
            (1..=order.len()).map(move |at| {
                let mut order = order.clone();
                order.insert(at, write);
                order
            })
        };
        orders = orders.into_iter().flat_map(insert).collect();
    }
    orders
}
