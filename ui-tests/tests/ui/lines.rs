//! Checks what each case says about itself in its first lines.

use crate::{
    cases::{Case, entries, fail_cases, here},
    expectation::{Expectations, says_as_without_the_macro, says_what_it_expects},
    hidden::hidden_name,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Begins the line that says why a case has more than one message.
const SEVERAL: &str = "Several messages: ";

/// Begins the line that says why a message shows something hidden.
const HIDDEN: &str = "Hidden: ";

#[test]
fn each_case_says_which_mistake_it_is() {
    let silent = fail_cases().into_iter().filter(|case| {
        let first = case.docs().next().unwrap_or_default();
        first.is_empty() || first.starts_with(SEVERAL) || first.starts_with(HIDDEN)
    });
    let silent: Vec<_> = silent.map(|case| case.name).collect();
    assert!(
        silent.is_empty(),
        "no `//! ` line says the mistake: {silent:#?}"
    );
}

#[test]
fn each_mistake_is_one_message_that_shows_nothing_hidden() {
    // Without the macro, rustc may give several errors for one mistake.
    let cases = fail_cases().into_iter();
    for case in cases.filter(|case| !says_as_without_the_macro(case)) {
        let name = &case.name;
        let (count, hidden) = messages(&case);
        assert_ne!(
            count == 1,
            case.says(SEVERAL),
            "{name} has {count} messages, which a line `//! {SEVERAL}` gives the reason for"
        );
        assert_eq!(
            hidden.is_some(),
            case.says(HIDDEN),
            "{name} shows {hidden:?}, which a line `//! {HIDDEN}` gives the reason for"
        );
    }
}

#[test]
fn each_reviewed_message_has_its_case() {
    let folders = entries(&here().join("fail")).into_iter();
    let files = folders.flat_map(|folder| entries(&folder));
    let alone = files.filter(|file| !file.with_extension("rs").exists());
    assert_eq!(alone.collect::<Vec<_>>(), Vec::<PathBuf>::new());
}

/// A comment about what rustc says names a case that shows it: `(ui: folder/case)`.
#[test]
fn each_case_that_a_comment_names_exists() {
    let mut named = 0;
    for package in ["spmc-waker", "spmc-waker-macros"] {
        for file in files(&here().join("..").join(package).join("src")) {
            let source = fs::read_to_string(&file).unwrap_or_default();
            for rest in source.split("(ui: ").skip(1) {
                let Some((case, _)) = rest.split_once(')') else {
                    continue;
                };
                named += 1;
                let exists = [here().join("fail"), here().to_owned()]
                    .iter()
                    .any(|folder| folder.join(case).with_extension("rs").exists());
                assert!(exists, "{} names the case {case}", file.display());
            }
        }
    }
    assert_ne!(named, 0, "no comment names a case");
}

/// Returns the files in a folder, and in those inside it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = entries(folder).into_iter();
    let files = entries.flat_map(|entry| {
        if entry.is_dir() {
            files(&entry)
        } else {
            vec![entry]
        }
    });
    files.collect()
}

/// Returns how many messages a case expects, and a hidden name that they show.
fn messages(case: &Case) -> (usize, Option<&'static str>) {
    if says_what_it_expects(case) {
        // The harness rejects hidden names here.
        return match Expectations::parse(&case.source) {
            Ok(expected) => (expected.messages.len(), None),
            Err(mistake) => panic!("{}: {mistake}", case.name),
        };
    }
    let message = fs::read_to_string(case.reviewed_message())
        .unwrap_or_else(|_| panic!("{} does not say what it expects", case.name));
    let count = message.lines().filter(|line| begins_message(line)).count();
    (count, hidden_name(&message))
}

fn begins_message(line: &str) -> bool {
    ["error: ", "error[", "warning: ", "warning["]
        .iter()
        .any(|word| line.starts_with(word))
}
