//! README.md maps mistakes to cases, and lists those cases where rustc says more than it should.

use crate::{
    cases::{Case, fail_cases, fail_folders, here},
    expectation::{Expectations, says_as_without_the_macro, says_what_it_expects},
    hidden::hidden_name,
};
use std::{collections::BTreeSet, ffi::OsStr, fs};

#[test]
fn the_readme_names_each_case_of_fail() {
    let cases: BTreeSet<_> = fail_cases().into_iter().map(|case| case.name).collect();
    let readme = readme();
    let (mistakes, _) = parts(&readme);
    let unnamed: Vec<_> = cases.difference(&names(mistakes)).cloned().collect();
    assert!(
        unnamed.is_empty(),
        "no line of README.md names {unnamed:#?}"
    );
    let unknown: Vec<_> = names(&readme).difference(&cases).cloned().collect();
    assert!(
        unknown.is_empty(),
        "README.md names what is no case: {unknown:#?}"
    );
}

#[test]
fn each_message_is_one_error_and_shows_nothing_hidden() {
    let readme = readme();
    let (_, exceptions) = parts(&readme);
    let (several, hidden) = exceptions
        .split_once("| what is hidden")
        .expect("README.md has a table for each kind of exception");
    let (may_be_several, may_show) = (names(several), names(hidden));
    // Without the macro, rustc may well say more.
    let cases = fail_cases().into_iter();
    for case in cases.filter(|case| !says_as_without_the_macro(case)) {
        let (count, shown) = messages(&case);
        let name = case.name;
        assert_ne!(
            count == 1,
            may_be_several.contains(&name),
            "{name} has {count} errors; README.md lists the cases with more than one"
        );
        assert_eq!(
            shown.is_some(),
            may_show.contains(&name),
            "{name} shows {shown:?}; README.md lists the cases that show what is hidden"
        );
    }
}

/// How many messages a case expects, and a hidden name that they show.
fn messages(case: &Case) -> (usize, Option<&'static str>) {
    let message = fs::read_to_string(case.reviewed_message());
    match (says_what_it_expects(case), message) {
        // Nothing hidden shows: the harness sees to that.
        (true, Err(_)) => match Expectations::parse(&case.source()) {
            Ok(expected) => (expected.messages.len(), None),
            Err(mistake) => panic!("{}: {mistake}", case.name),
        },
        (true, Ok(_)) => panic!("{} has what it expects in two places", case.name),
        (false, Ok(message)) => {
            let count = message.lines().filter(|line| begins_message(line)).count();
            (count, hidden_name(&message))
        }
        (false, Err(_)) => panic!("{} does not say what it expects", case.name),
    }
}

fn begins_message(line: &str) -> bool {
    ["error: ", "error[", "warning: ", "warning["]
        .iter()
        .any(|word| line.starts_with(word))
}

fn readme() -> String {
    fs::read_to_string(here().join("README.md")).expect("README.md is there")
}

/// The tables of mistakes, and those of exceptions.
fn parts(readme: &str) -> (&str, &str) {
    readme
        .split_once("## Where rustc says more")
        .expect("README.md lists the exceptions at its end")
}

/// The cases among the words in backquotes.
fn names(text: &str) -> BTreeSet<String> {
    let folders = fail_folders();
    let words = text.split('`').skip(1).step_by(2);
    let cases = words.filter(|word| match word.split_once('/') {
        Some((folder, name)) => {
            let folder = Some(OsStr::new(folder));
            !name.is_empty() && folders.iter().any(|known| known.file_name() == folder)
        }
        None => false,
    });
    cases.map(str::to_owned).collect()
}
