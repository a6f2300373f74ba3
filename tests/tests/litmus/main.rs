//! The orderings that loom cannot check, as litmus tests. `cargo test` checks the table with a checker of our
//! own. The files in `tests/litmus` are the same tests for herd7.
//!
//! `LITMUS=overwrite cargo test -p spmc-waker-tests --test litmus` writes the files anew.
#![cfg(not(any(loom, shuttle)))]
#![forbid(unsafe_code)]

mod check;
mod program;
mod rc11;
mod render;
mod table;

use program::Program;
use std::{collections::BTreeSet, env, fs, path::PathBuf};
use table::{Expect, TABLE};

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

#[test]
fn each_outcome_is_allowed_or_not_as_the_table_says() {
    for litmus in TABLE {
        let expected = litmus.expect == Expect::Sometimes;
        let allowed = check::is_allowed(&Program::parse(litmus));
        assert_eq!(allowed, expected, "{}", litmus.name);
    }
}

#[test]
fn each_twin_has_the_other_outcome() {
    for litmus in TABLE.iter().filter(|litmus| !litmus.twin.is_empty()) {
        let twin = TABLE.iter().find(|other| other.name == litmus.twin);
        let twin = twin.unwrap_or_else(|| panic!("{} has no twin", litmus.name));
        assert_ne!(twin.expect, litmus.expect, "{}", litmus.name);
    }
}
