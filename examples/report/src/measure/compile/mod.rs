//! What `#[waitable]` adds to the time of a build, and to code.
//!
//! The builds take turns, as the peers of the benchmarks do. Processor time is measured beside the time
//! on the clock, since the machine may be shared.

mod build;
mod crates;
mod sizes;

pub(crate) use build::cargo;

use super::progress::Step;
use crate::{
    Result,
    results::{Build, Compile, Conditions, Times, Ways},
};
use crates::{Crate, Dependencies, TEMPLATES};
use std::{fs, path::Path};

const CLEAN_BUILDS: [(&str, Dependencies); 4] = [
    ("an empty crate", Dependencies::None),
    ("spmc-waker, without macros", Dependencies::Runtime),
    (
        "and an attribute that does nothing",
        Dependencies::RuntimeAndEmptyAttribute,
    ),
    ("spmc-waker, with macros", Dependencies::Default),
];

/// How many conditions a crate has.
const COUNTS: [usize; 3] = [1, 10, 100];

const REPETITIONS: usize = 3;

/// Measures, and writes the result to the file.
pub(super) fn measure(root: &Path, file: &Path, quick: bool, step: &Step<'_>) -> Result<()> {
    let repetitions = if quick { 1 } else { REPETITIONS };
    let total = 1 + COUNTS.len() + repetitions * (CLEAN_BUILDS.len() + 2 * COUNTS.len());
    let mut done = 0;
    let mut next = |what: String| {
        step.message(&what);
        step.fraction(done, total);
        done += 1;
    };

    next("the pairs of `.ci/same-code`".into());
    let functions = sizes::functions(root)?;
    let mut clean = clean_crates(root)?;
    let mut conditions = Vec::new();
    for count in COUNTS {
        next(format!("code size of {count} conditions"));
        conditions.push(condition_crates(root, count)?);
    }
    for _ in 0..repetitions {
        for (built, Build { name, times }) in &mut clean {
            next(format!("from nothing: {name}"));
            build::clean_build(built, times)?;
        }
        for (built, Conditions { count, times, .. }) in &mut conditions {
            next(format!("{count} conditions, generated"));
            build::rebuild(&built.generated, &mut times.generated)?;
            next(format!("{count} conditions, by hand"));
            build::rebuild(&built.by_hand, &mut times.by_hand)?;
        }
    }
    let result = Compile {
        clean: clean.into_iter().map(|(_, build)| build).collect(),
        conditions: conditions.into_iter().map(|(_, row)| row).collect(),
        lines: Ways {
            generated: crates::lines(TEMPLATES.generated),
            by_hand: crates::lines(TEMPLATES.by_hand),
        },
        functions,
    };
    fs::write(file, serde_json::to_string_pretty(&result)?)?;
    Ok(())
}

fn clean_crates(root: &Path) -> Result<Vec<(Crate, Build)>> {
    let crates = CLEAN_BUILDS.into_iter().zip(0..);
    let crates = crates.map(|((name, dependencies), index)| {
        let built = Crate::write(root, format!("clean-{index}"), dependencies, 0, "")?;
        let (name, times) = (name.into(), Times::default());
        Ok((built, Build { name, times }))
    });
    crates.collect()
}

/// The crates with that many conditions. They are built once, so that what they depend on is there.
fn condition_crates(root: &Path, count: usize) -> Result<(Ways<Crate>, Conditions)> {
    let write = |way, dependencies, source| {
        let built = Crate::write(root, format!("{way}-{count}"), dependencies, count, source)?;
        build::rebuild(&built, &mut Times::default())?;
        let bytes = sizes::code_bytes(&build::optimised(&built)?)?;
        Result::Ok((built, bytes))
    };
    let generated = write("generated", Dependencies::Default, TEMPLATES.generated)?;
    let by_hand = write("by-hand", Dependencies::Runtime, TEMPLATES.by_hand)?;
    let built = Ways {
        generated: generated.0,
        by_hand: by_hand.0,
    };
    let bytes = Ways {
        generated: generated.1,
        by_hand: by_hand.1,
    };
    let times = Ways::default();
    Ok((
        built,
        Conditions {
            count,
            times,
            bytes,
        },
    ))
}
