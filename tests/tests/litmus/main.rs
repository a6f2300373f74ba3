//! The orderings that loom cannot check, as litmus tests. `cargo test` checks the table with a checker of our
//! own. The files in `tests/litmus` are the same tests for herd7.
//!
//! `LITMUS=overwrite cargo test -p spmc-waker-tests --test litmus` writes the files anew.
#![cfg(not(any(loom, shuttle)))]
#![forbid(unsafe_code)]

mod check;
mod interleave;
mod known;
mod program;
mod rc11;
mod render;
mod row;
mod table;

use known::OWN_STORE;
use program::Program;
use rc11::ReleaseSequence::{Cpp20, Paper};
use row::{Expect, Litmus};
use std::{collections::BTreeSet, env, fs, path::PathBuf};
use table::TABLE;

/// The file with the expected answers, which `.ci/litmus` compares with herd7's.
const EXPECTED: &str = "expected";

#[test]
fn the_files_are_those_of_the_table() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("litmus");
    let mut files: Vec<(String, String)> = TABLE
        .iter()
        .map(|litmus| (format!("{}.litmus", litmus.name), render::render(litmus)))
        .collect();
    let answers = TABLE
        .iter()
        .map(|litmus| format!("{} {:?}\n", litmus.name, litmus.expect));
    files.push((EXPECTED.to_owned(), answers.collect()));
    let overwrite = env::var("LITMUS").is_ok_and(|value| value == "overwrite");
    for (name, text) in &files {
        if overwrite {
            fs::write(folder.join(name), text).expect("the file can be written");
        }
        let found = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert_eq!(found, *text, "{name} is not what the table says");
    }
    let names: BTreeSet<_> = files.into_iter().map(|(name, _)| name).collect();
    let found = fs::read_dir(folder).expect("the folder exists");
    let found: BTreeSet<_> = found
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    assert_eq!(found, names, "a file is not in the table");
}

/// By both definitions of a release sequence: Rust has one, and herd7's `rc11.cat` the other.
fn assert_answers(table: &[Litmus]) {
    for litmus in table {
        let expected = litmus.expect == Expect::Sometimes;
        for by in [Cpp20, Paper] {
            let allowed = check::is_allowed(&Program::parse(litmus), by);
            assert_eq!(allowed, expected, "{} by {by:?}", litmus.name);
        }
    }
}

#[test]
fn each_outcome_is_allowed_or_not_as_the_table_says() {
    assert_answers(TABLE);
}

#[test]
fn the_checker_knows_the_answers_of_the_literature() {
    assert_answers(known::TABLE);
    assert_twins(known::TABLE);
    let own_store = Program::parse(&OWN_STORE);
    assert!(check::is_allowed(&own_store, Cpp20));
    assert!(!check::is_allowed(&own_store, Paper));
}

/// The checker tries all executions, so it finds at least those of the interleavings.
#[test]
fn the_checker_allows_the_outcome_of_each_interleaving() {
    for litmus in TABLE.iter().chain(known::TABLE) {
        let mut program = Program::parse(litmus);
        let outcomes = interleave::outcomes(&program);
        assert!(!outcomes.is_empty(), "{} has no outcome", litmus.name);
        for outcome in outcomes {
            let terms = outcome.iter();
            let terms =
                terms.map(|((thread, register), value)| (*thread, register.clone(), *value));
            program.outcome = vec![terms.collect()];
            for by in [Cpp20, Paper] {
                let allowed = check::is_allowed(&program, by);
                assert!(allowed, "{}: {outcome:?} by {by:?}", litmus.name);
            }
        }
    }
}

#[test]
fn each_twin_has_the_other_answer() {
    assert_twins(TABLE);
    let alone = TABLE.iter().filter(|litmus| litmus.twin.is_empty());
    assert!(
        alone.clone().all(|litmus| litmus.expect == Expect::Never),
        "a weak ordering shows something only beside a stronger one"
    );
}

fn assert_twins(table: &[Litmus]) {
    for litmus in table.iter().filter(|litmus| !litmus.twin.is_empty()) {
        let twin = table.iter().find(|other| other.name == litmus.twin);
        let twin = twin.unwrap_or_else(|| panic!("{} has no twin", litmus.name));
        assert_ne!(twin.expect, litmus.expect, "{}", litmus.name);
        assert_eq!(twin.outcome, litmus.outcome, "{}", litmus.name);
    }
}
