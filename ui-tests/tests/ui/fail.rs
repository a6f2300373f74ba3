//! Checks the cases of `fail/`: each must fail to compile, with the messages that it expects.
//!
//! A case states in its first lines what it expects, or its whole message is beside it in a `.stderr`
//! file. A case that must be as without the macro is also compiled as its plain version.

use crate::{
    cases::{Case, fail_cases},
    diagnostic::Message,
    expectation::{Expectations, says_as_without_the_macro, says_what_it_expects},
    plain::Plain,
    reviewed::is_overwritten,
    rustc::{FEATURES, Rustc, out},
    verdict::Compiled,
};
use std::{collections::HashSet, env, fs, io::Write as _};

#[test]
fn each_mistake_is_told_as_its_case_expects() {
    let Some(rustc) = rustc(FEATURES) else {
        return;
    };
    let cases = fail_cases().into_iter().filter(is_asked_for);
    let (of_features, cases): (Vec<_>, Vec<_>) =
        cases.partition(|case| case.name.starts_with("features/"));
    let count = cases.len() + of_features.len();
    assert_ne!(count, 0, "no case has such a name");
    let mut failures = failures(&rustc, &cases);
    if !of_features.is_empty() {
        let rustc = Rustc::with_features("default");
        failures.extend(self::failures(&rustc, &of_features));
    }
    assert!(
        failures.is_empty(),
        "\n\n{}\n{} of {count} cases are not as expected",
        failures.join("\n"),
        failures.len(),
    );
}

/// Compiles the cases and the plain versions that they ask for. Returns a report of each case that is
/// not as it expects.
pub(crate) fn failures(rustc: &Rustc, cases: &[Case]) -> Vec<String> {
    let right = right_together(rustc, cases);
    let others = cases.iter().filter(|case| !right.contains(&&*case.name));
    let cases: Vec<_> = others.collect();
    let with_plain = cases.iter().filter(|case| says_as_without_the_macro(case));
    let plain: Vec<_> = with_plain.map(|case| case.plain_version(out())).collect();
    let said_of_plain = rustc.check(&plain.iter().collect::<Vec<_>>());
    let mut plain = plain.iter().zip(&said_of_plain);
    let said = rustc.check(&cases);
    let compiled = cases.iter().zip(&said);
    compiled
        .filter_map(|(case, said)| {
            let compiled = Compiled { case, said };
            let plain = says_as_without_the_macro(case).then(|| plain.next());
            let problems = problems(&compiled, plain.flatten());
            (!problems.is_empty()).then(|| failure(&compiled, &problems))
        })
        .collect()
}

/// Compiles cases together, and returns the names of those that are as they expect. The others are
/// compiled alone afterwards, because one case can change what rustc says about another.
///
/// No second error of a case goes unnoticed. After an error of the macro, rustc stops at the same point
/// whether the crate has one case or many.
fn right_together<'c>(rustc: &Rustc, cases: &'c [Case]) -> HashSet<&'c str> {
    if is_overwritten() {
        return HashSet::new();
    }
    let together = cases
        .iter()
        .filter(|case| expects_errors_of_the_macro(case));
    let together: Vec<_> = together.collect();
    let said = rustc.check_together(&together);
    let compiled = together.into_iter().zip(&said);
    let right = compiled.filter(|(case, said)| problems(&Compiled { case, said }, None).is_empty());
    right.map(|(case, _)| &*case.name).collect()
}

/// Whether a case expects only errors without a code, which is what the macro gives, and has no syntax
/// error.
fn expects_errors_of_the_macro(case: &Case) -> bool {
    if case.name.starts_with("half_typed") || says_as_without_the_macro(case) {
        return false;
    }
    if says_what_it_expects(case) {
        return Expectations::parse(&case.source).is_ok_and(|expected| {
            let mut messages = expected.messages.iter();
            messages.all(|expected| expected.level == "error" && !expected.words.contains("error["))
        });
    }
    let reviewed = fs::read_to_string(case.reviewed_message()).unwrap_or_default();
    let mut lines = reviewed.lines();
    !lines.any(|line| line.starts_with("error[") || line.starts_with("warning"))
}

fn problems(compiled: &Compiled<'_>, plain: Option<(&Case, &Vec<Message>)>) -> Vec<String> {
    let case = compiled.case;
    let has_file = case.reviewed_message().exists();
    match (
        says_what_it_expects(case),
        Expectations::parse(&case.source),
    ) {
        (true, _) if has_file => {
            vec!["it says what it expects, and has a `.stderr` file".to_owned()]
        }
        (true, Err(mistake)) => vec![mistake],
        (true, Ok(expected)) => match plain {
            Some((plain, said)) => beside_the_plain_version(compiled, &expected, plain, said),
            None => compiled.problems(&expected),
        },
        (false, _) => case.problems_in_review(compiled.said),
    }
}

/// Compares the plain version with what the case expects, and the case with the plain version.
fn beside_the_plain_version(
    compiled: &Compiled<'_>,
    expected: &Expectations,
    plain: &Case,
    said: &[Message],
) -> Vec<String> {
    let said = said.iter().filter(|message| !is_unused_import(message));
    let plain = Compiled {
        case: plain,
        said: &said.cloned().collect::<Vec<_>>(),
    };
    let wrong = plain.problems(expected).into_iter();
    let mut problems: Vec<_> = wrong
        .map(|problem| format!("without the macro: {problem}"))
        .collect();
    let attributes = Plain::new(&compiled.case.source).attributes;
    problems.extend(compiled.differences_from(&plain, &attributes));
    problems.extend(compiled.what_is_never_shown(&expected.not));
    problems
}

/// Without the attribute, an import that only it uses is unused. So is the import of `waitable`.
fn is_unused_import(message: &Message) -> bool {
    message.code.as_deref() == Some("unused_imports")
}

fn failure(compiled: &Compiled<'_>, problems: &[String]) -> String {
    let rendered = compiled
        .said
        .iter()
        .map(|message| message.rendered.as_str());
    let rendered: String = rendered.collect();
    format!(
        "==> {}\n\n{}rustc says\n{}",
        compiled.case.name,
        indented(&problems.join("\n")),
        indented(if rendered.is_empty() {
            "nothing: it compiles"
        } else {
            &rendered
        }),
    )
}

fn indented(text: &str) -> String {
    let lines = text.lines();
    lines.map(|line| format!("    {line}\n")).collect()
}

/// Whether the arguments `case=WORD` select a case. Without such arguments, all cases are selected.
fn is_asked_for(case: &Case) -> bool {
    let words = env::args().filter_map(|arg| arg.strip_prefix("case=").map(str::to_owned));
    let mut words = words.peekable();
    words.peek().is_none() || words.any(|word| case.name.contains(&word))
}

/// Returns the compiler, if the messages come from its version. Other versions say other things.
///
/// # Panics
///
/// Panics if the version is another, and `UI=required` says that the cases must not be skipped.
pub(crate) fn rustc(features: &str) -> Option<Rustc> {
    let rustc = Rustc::with_features(features);
    if rustc.is_that_of_the_messages() {
        return Some(rustc);
    }
    let release = rustc.release();
    let skipped = format!("the compile-fail cases are for rustc 1.95.x, and this is {release}");
    let is_required = env::var_os("UI").is_some_and(|value| value == "required");
    assert!(!is_required, "{skipped}");
    // The test harness would capture the output of `eprintln!`.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {skipped}");
    None
}
