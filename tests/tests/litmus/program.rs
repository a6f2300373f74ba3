//! Parses the threads of the table into steps.

use crate::row::Litmus;
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Relaxed,
    Acquire,
    Release,
    AcqRel,
    SeqCst,
}

impl Order {
    fn parse(word: &str) -> Self {
        match word {
            "rlx" => Self::Relaxed,
            "acq" => Self::Acquire,
            "rel" => Self::Release,
            "ar" => Self::AcqRel,
            "sc" => Self::SeqCst,
            other => panic!("`{other}` is not an ordering"),
        }
    }

    pub(crate) const fn acquires(self) -> bool {
        matches!(self, Self::Acquire | Self::AcqRel | Self::SeqCst)
    }

    pub(crate) const fn releases(self) -> bool {
        matches!(self, Self::Release | Self::AcqRel | Self::SeqCst)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Load,
    Store,
    Swap,
    Or,
    Add,
    Fence,
}

/// A step of a thread.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// The step is executed only if each register is zero (`true`), or is not (`false`).
    pub(crate) guards: Vec<(String, bool)>,
    /// The register that receives the value that was read.
    pub(crate) register: String,
    pub(crate) kind: Kind,
    pub(crate) location: String,
    pub(crate) value: usize,
    pub(crate) order: Order,
}

impl Step {
    fn parse(text: &str) -> Self {
        let (guards, text) = text.split_once(':').unwrap_or(("", text));
        let (register, text) = text.split_once('=').unwrap_or(("", text));
        let words: Vec<_> = text.split_whitespace().collect();
        let kind = match words[0] {
            "load" => Kind::Load,
            "store" => Kind::Store,
            "swap" => Kind::Swap,
            "or" => Kind::Or,
            "add" => Kind::Add,
            "fence" => Kind::Fence,
            other => panic!("`{other}` is not an operation"),
        };
        let guards = guards
            .split(',')
            .map(str::trim)
            .filter(|guard| !guard.is_empty());
        Self {
            guards: guards
                .map(|guard| {
                    (
                        guard.trim_start_matches('!').to_owned(),
                        guard.starts_with('!'),
                    )
                })
                .collect(),
            register: register.trim().to_owned(),
            kind,
            location: match kind {
                Kind::Fence => String::new(),
                _ => words[1].to_owned(),
            },
            value: match kind {
                Kind::Load | Kind::Fence => 0,
                _ => words[2].parse().expect("a value is a number"),
            },
            order: Order::parse(words[words.len() - 1]),
        }
    }

    pub(crate) const fn reads(&self) -> bool {
        !matches!(self.kind, Kind::Store | Kind::Fence)
    }

    pub(crate) const fn writes(&self) -> bool {
        !matches!(self.kind, Kind::Load | Kind::Fence)
    }
}

/// A parsed test.
pub(crate) struct Program {
    pub(crate) threads: Vec<Vec<Step>>,
    pub(crate) init: BTreeMap<String, usize>,
    /// A disjunction of conjunctions. Each term names a thread, a register and its value.
    pub(crate) outcome: Vec<Vec<(usize, String, usize)>>,
}

impl Program {
    pub(crate) fn parse(litmus: &Litmus) -> Self {
        let threads: Vec<Vec<Step>> = litmus
            .threads
            .iter()
            .map(|thread| thread.split(';').map(Step::parse).collect())
            .collect();
        let steps = threads.iter().flatten();
        let locations = steps
            .map(|step| step.location.clone())
            .filter(|location| !location.is_empty());
        let mut init: BTreeMap<_, _> = locations.map(|location| (location, 0)).collect();
        for assignment in litmus.init.split_whitespace() {
            let (location, value) = assignment.split_once('=').expect("an assignment");
            init.insert(location.to_owned(), value.parse().expect("a number"));
        }
        let outcome = litmus.outcome.iter().map(|conjunction| {
            let equations = conjunction.split_whitespace().map(|equation| {
                let (thread, rest) = equation.split_once(':').expect("a thread");
                let (register, value) = rest.split_once('=').expect("a register");
                let thread = thread.parse().expect("a number");
                (
                    thread,
                    register.to_owned(),
                    value.parse().expect("a number"),
                )
            });
            equations.collect()
        });
        Self {
            threads,
            init,
            outcome: outcome.collect(),
        }
    }
}
