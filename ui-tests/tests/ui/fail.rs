//! `fail/`: what must not compile, and what rustc says of it.
//!
//! A case says in its first lines what it expects, or has its whole message beside it, in a `.stderr`
//! file. A case that is to be as without the macro is compiled a second time, as its plain version.

use crate::{
    cases::{Case, fail_cases},
    diagnostic::Message,
    expectation::{Expectations, says_as_without_the_macro, says_what_it_expects},
    plain::Plain,
    rustc::{FEATURES, Rustc, out},
    verdict::Compiled,
};
use std::{env, io::Write as _};

#[test]
fn each_mistake_is_told_as_its_case_expects() {
    let Some(rustc) = rustc(FEATURES) else {
        return;
    };
    let cases = fail_cases().into_iter().filter(is_asked_for);
    let (of_features, cases): (Vec<_>, Vec<_>) =
        cases.partition(|case| case.name.starts_with("features/"));
    let mut failures = failures(&rustc, &cases);
    if !of_features.is_empty() {
        let rustc = Rustc::with_features("default");
        failures.extend(self::failures(&rustc, &of_features));
    }
    assert!(
        failures.is_empty(),
        "\n\n{}\n{} of {} cases are not as expected",
        failures.join("\n"),
        failures.len(),
        cases.len() + of_features.len()
    );
}

/// Compiles cases, and the plain versions that are asked for. Tells of each case that is not as it
/// expects.
pub(crate) fn failures(rustc: &Rustc, cases: &[Case]) -> Vec<String> {
    let with_plain = cases.iter().filter(|case| says_as_without_the_macro(case));
    let plain: Vec<_> = with_plain.map(|case| case.plain_version(out())).collect();
    let said_of_plain = rustc.check(&plain);
    let mut plain = plain.iter().zip(&said_of_plain);
    let said = rustc.check(cases);
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

/// The plain version must be as the case expects, and the case must be like the plain version.
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

/// Only the attribute may use what a case imports, and `waitable` itself is among that.
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
        indented(match rendered.is_empty() {
            true => "nothing: it compiles",
            false => &rendered,
        }),
    )
}

fn indented(text: &str) -> String {
    let lines = text.lines();
    lines.map(|line| format!("    {line}\n")).collect()
}

/// Whether the words `case=WORD` on the command line leave a case.
fn is_asked_for(case: &Case) -> bool {
    let words = env::args().filter_map(|arg| arg.strip_prefix("case=").map(str::to_owned));
    let mut words = words.peekable();
    words.peek().is_none() || words.any(|word| case.name.contains(&word))
}

/// The compiler, if it is the one that the messages come from. The words of others are others.
pub(crate) fn rustc(features: &str) -> Option<Rustc> {
    let rustc = Rustc::with_features(features);
    let is_that_of_the_messages = rustc.is_that_of_the_messages();
    if !is_that_of_the_messages {
        // To the stream itself: the test harness swallows what `eprintln!` prints.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: the compile-fail cases are for rustc 1.95.x, and this is {}",
            rustc.release()
        );
    }
    is_that_of_the_messages.then_some(rustc)
}
