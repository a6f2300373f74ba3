//! `fail/`: what must not compile, and what rustc says of it.
//!
//! A case either says in its first lines what it expects, or has its whole message beside it, in a
//! `.stderr` file that trybuild compares.

use crate::{
    cases::{Case, fail_cases},
    expectation::{Expectations, says_what_it_expects},
    project::Project,
    toolchain::Toolchain,
    verdict::Compiled,
};
use cargo_metadata::diagnostic::Diagnostic;
use std::{env, io::Write as _};

#[test]
fn fail_with_reviewed_messages() {
    if is_skipped() {
        return;
    }
    // All in one run of cargo, which is what trybuild does if none of its cases must pass.
    let cases = trybuild::TestCases::new();
    for case in fail_cases() {
        if !says_what_it_expects(&case) {
            cases.compile_fail(case.path_from_here());
        }
    }
}

#[test]
fn fail_as_expected() {
    if is_skipped() {
        return;
    }
    let mut cases = fail_cases();
    cases.retain(|case| is_asked_for(case) && says_what_it_expects(case));
    if cases.is_empty() {
        return;
    }
    let failures = failures("fail", &cases);
    assert!(
        failures.is_empty(),
        "\n\n{}\n{} of {} cases are not as expected",
        failures.join("\n"),
        failures.len(),
        cases.len()
    );
}

/// Compiles cases, and tells of each that is not as it expects.
pub(crate) fn failures(project: &str, cases: &[Case]) -> Vec<String> {
    // trybuild allows it, too: `main` calls nothing.
    let lints = "dead_code = 'allow'";
    let said = Project::new(project, "2024", &[], lints, cases).check(cases);
    let cases = cases.iter().zip(said);
    cases
        .filter_map(|(case, said)| failure(case, &said))
        .collect()
}

fn failure(case: &Case, said: &[Diagnostic]) -> Option<String> {
    let source = case.source();
    let (expected, problems) = match Expectations::parse(&source) {
        Ok(expected) => {
            let compiled = Compiled {
                path: &case.path,
                source: &source,
                said,
            };
            (expected.to_string(), compiled.problems(&expected))
        }
        Err(mistake) => (String::new(), vec![mistake]),
    };
    if problems.is_empty() {
        return None;
    }
    let rendered = said
        .iter()
        .filter_map(|message| message.rendered.as_deref());
    let rendered: String = rendered.collect();
    Some(format!(
        "==> {}\n\nexpected\n{}but\n{}rustc says\n{}",
        case.name,
        indented(&expected),
        indented(&problems.join("\n")),
        indented(match rendered.is_empty() {
            true => "nothing: it compiles",
            false => &rendered,
        }),
    ))
}

fn indented(text: &str) -> String {
    let lines = text.lines();
    lines.map(|line| format!("    {line}\n")).collect()
}

/// Whether the words `trybuild=WORD` on the command line, which trybuild minds too, leave a case.
fn is_asked_for(case: &Case) -> bool {
    let path = case.path_from_here().display().to_string();
    let mut words = env::args()
        .filter_map(|arg| arg.strip_prefix("trybuild=").map(str::to_owned))
        .peekable();
    words.peek().is_none() || words.any(|word| path.contains(&word))
}

/// The words of other compilers are others.
pub(crate) fn is_skipped() -> bool {
    let toolchain = Toolchain::new();
    let is_skipped = !toolchain.is_that_of_the_messages();
    if is_skipped {
        // To the stream itself: the test harness swallows what `eprintln!` prints.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: the compile-fail cases are for rustc 1.95.x, and this is {}",
            toolchain.release()
        );
    }
    is_skipped
}
