//! Tests the harness: `wrong/` has a case for each way in which an expectation can be wrong.

use crate::{
    cases::{cases_in, here},
    fail::{failures, rustc},
    rustc::FEATURES,
};

/// The cases, and part of the report about each.
const WRONG: [(&str, &str); 14] = [
    (
        "blames_another_token",
        "expected `f` in line 5, but it points at `\"up\"` in line 5",
    ),
    ("code_of_the_runtime_shows", "code of the runtime shows: "),
    (
        "compiles",
        "rustc does not say this: error at `f`: cannot find function",
    ),
    (
        "gives_an_error_for_a_warning",
        "expected warning, but it is error",
    ),
    (
        "gives_fewer_errors",
        "rustc does not say this: error at `2`: mismatched types",
    ),
    (
        "gives_more_errors",
        "this is not expected: error[E0308]: mismatched types",
    ),
    (
        "has_a_warning_besides",
        "this is not expected: warning: unnecessary parentheses around function argument",
    ),
    (
        "is_not_wrong_without_the_macro",
        "without the macro: rustc does not say this: error at `untli`: unknown option",
    ),
    (
        "says_less_with_the_macro",
        "only without the macro: warning: variable `aName` should have a snake case name, at `aName` in line 9",
    ),
    ("says_more_with_the_macro", "only with the macro: error: "),
    ("says_other_words", "not said: expected `u64`"),
    ("says_what_it_must_not", "must not be said: expected `u32`"),
    ("shows_what_is_hidden", "a hidden name shows: `inner`"),
    ("tells_nothing", "no line says `error at` or `warning at`"),
];

/// The number of cases that are as they expect, one of each kind.
const RIGHT: usize = 2;

#[test]
fn a_wrong_expectation_fails_and_a_right_one_does_not() {
    let Some(rustc) = rustc(FEATURES) else {
        return;
    };
    let cases = cases_in(&here().join("tests/ui/wrong"));
    let failures = failures(&rustc, &cases);
    for (case, problem) in WRONG {
        let name = format!("==> wrong/{case}\n");
        let failure = failures.iter().find(|failure| failure.starts_with(&name));
        let failure = failure.unwrap_or_else(|| panic!("{case} does not fail"));
        assert!(failure.contains(&format!("\n    {problem}")), "{failure}");
    }
    let right = cases.len() - RIGHT;
    assert_eq!(failures.len(), right, "{}", failures.join("\n"));
    assert_eq!(WRONG.len(), right, "a case is not listed");
}
