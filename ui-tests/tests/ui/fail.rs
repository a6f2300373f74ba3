//! `fail/`: what must not compile, and what rustc says of it.
//!
//! A case says in its first lines what it expects, or has its whole message beside it, in a
//! `.stderr` file that trybuild compares. A case that is to be as without the macro is compiled a
//! second time, as its plain version.

use crate::{
    cases::{Case, fail_cases},
    expectation::{Expectations, says_as_without_the_macro, says_what_it_expects},
    plain::Plain,
    project::Project,
    toolchain::Toolchain,
    verdict::Compiled,
};
use cargo_metadata::diagnostic::Diagnostic;
use std::{env, io::Write as _, path::Path};

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

/// Compiles cases, and the plain versions that are asked for. Tells of each case that is not as it
/// expects.
pub(crate) fn failures(project: &str, cases: &[Case]) -> Vec<String> {
    let plain: Vec<_> = cases
        .iter()
        .filter(|case| says_as_without_the_macro(case))
        .map(|case| case.plain_version(Path::new(env!("CARGO_TARGET_TMPDIR"))))
        .collect();
    let all: Vec<_> = cases.iter().chain(&plain).collect();
    // trybuild allows it, too: `main` calls nothing.
    let lints = "dead_code = 'allow'";
    let said = Project::new(project, "2024", &[], lints, &all).check(&all);
    let (of_cases, of_plain) = said.split_at(cases.len());
    let mut plain = plain.iter().zip(of_plain);
    let cases = cases.iter().zip(of_cases);
    cases
        .filter_map(|(case, said)| {
            let plain = says_as_without_the_macro(case).then(|| plain.next());
            failure(case, said, plain.flatten())
        })
        .collect()
}

fn failure(
    case: &Case,
    said: &[Diagnostic],
    plain: Option<(&Case, &Vec<Diagnostic>)>,
) -> Option<String> {
    let source = case.source();
    let (expected, problems) = match Expectations::parse(&source) {
        Ok(expected) => {
            let compiled = Compiled {
                path: &case.path,
                source: &source,
                said,
            };
            let problems = match plain {
                Some((plain, said)) => {
                    problems_beside_the_plain_version(&compiled, &expected, plain, said)
                }
                None => compiled.problems(&expected),
            };
            (expected.to_string(), problems)
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

/// The plain version must be as the case expects, and the case must be like the plain version.
fn problems_beside_the_plain_version(
    case: &Compiled<'_>,
    expected: &Expectations,
    plain: &Case,
    said: &[Diagnostic],
) -> Vec<String> {
    let source = plain.source();
    let said: Vec<_> = said
        .iter()
        .filter(|message| !is_unused_import(message))
        .cloned()
        .collect();
    let plain = Compiled {
        path: &plain.path,
        source: &source,
        said: &said,
    };
    let wrong = plain.problems(expected).into_iter();
    let mut problems: Vec<_> = wrong
        .map(|problem| format!("without the macro: {problem}"))
        .collect();
    problems.extend(case.differences_from(&plain, &Plain::new(case.source).attributes));
    problems.extend(case.what_is_never_shown(&expected.not));
    problems
}

/// Only the attribute may use what a case imports, and `waitable` itself is among that.
pub(crate) fn is_unused_import(message: &Diagnostic) -> bool {
    let lint = message.code.as_ref();
    lint.is_some_and(|lint| lint.code == "unused_imports")
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
