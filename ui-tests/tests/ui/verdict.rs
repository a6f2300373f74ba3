//! Compares what rustc says of a case with what the case expects.

use crate::{
    expectation::{Expectations, Expected},
    hidden::hidden_name,
};
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel, DiagnosticSpan};
use std::{ops::Range, path::Path};

/// A case that rustc was given.
pub(crate) struct Compiled<'a> {
    pub(crate) path: &'a Path,
    pub(crate) source: &'a str,
    pub(crate) said: &'a [Diagnostic],
}

impl Compiled<'_> {
    /// All that is not as expected.
    pub(crate) fn problems(&self, expected: &Expectations) -> Vec<String> {
        let mut problems = Vec::new();
        let (mut missing, mut others) = (Vec::new(), self.messages());
        // Those that are as expected first, so that the others are compared with what is left.
        for expected in &expected.messages {
            let same = |message: &&Diagnostic| self.differences(expected, message).is_empty();
            match others.iter().position(same) {
                Some(found) => drop(others.remove(found)),
                None => missing.push(expected),
            }
        }
        let mut others = others.into_iter();
        for expected in missing {
            match others.next() {
                Some(message) => problems.extend(self.differences(expected, message)),
                None => problems.push(format!("this does not come: {}", expected.line)),
            }
        }
        problems.extend(others.map(|other| format!("this is not expected: {}", headline(other))));
        problems.extend(self.what_is_never_shown(&expected.not));
        problems
    }

    /// What rustc says, but for its summaries.
    pub(crate) fn messages(&self) -> Vec<&Diagnostic> {
        let is_summary = |message: &Diagnostic| {
            message.level == DiagnosticLevel::FailureNote
                || message.spans.is_empty()
                    && (message.message.starts_with("aborting due to")
                        || message.message.ends_with("emitted"))
        };
        let messages = self.said.iter();
        messages.filter(|message| !is_summary(message)).collect()
    }

    fn differences(&self, expected: &Expected, message: &Diagnostic) -> Vec<String> {
        let mut differences = Vec::new();
        if message.level != expected.level {
            let (expected, level) = (level(expected.level), level(message.level));
            differences.push(format!("expected {expected}, but it is {level}"));
        }
        if !headline(message).contains(&expected.words) {
            differences.push(format!("not said: {}", expected.words));
        }
        let text = text(message);
        let unsaid = expected.and.iter().filter(|words| !text.contains(*words));
        differences.extend(unsaid.map(|words| format!("not said: {words}")));
        let places = self.places(message);
        if places != [Some(expected.place.clone())] {
            let places: Vec<_> = places
                .into_iter()
                .map(|place| self.describe(place))
                .collect();
            differences.push(format!(
                "expected {}, but it points at {}",
                self.describe(Some(expected.place.clone())),
                match places.is_empty() {
                    true => "nothing".to_owned(),
                    false => places.join(" and "),
                }
            ));
        }
        differences
    }

    /// Where a message points at, `None` for what is not in the case. Some messages have several
    /// labels for one token.
    pub(crate) fn places(&self, message: &Diagnostic) -> Vec<Option<Range<usize>>> {
        let primary = message.spans.iter().filter(|span| span.is_primary);
        let mut places: Vec<_> = primary.map(|span| self.place(span)).collect();
        places.dedup();
        places
    }

    /// The place of a span; if that is in another file, of the macro call that it comes from.
    pub(crate) fn place(&self, span: &DiagnosticSpan) -> Option<Range<usize>> {
        match &span.expansion {
            _ if self.is_in_the_case(span) => {
                Some(span.byte_start as usize..span.byte_end as usize)
            }
            Some(expansion) => self.place(&expansion.span),
            None => None,
        }
    }

    fn is_in_the_case(&self, span: &DiagnosticSpan) -> bool {
        Path::new(&span.file_name) == self.path
    }

    pub(crate) fn describe(&self, place: Option<Range<usize>>) -> String {
        let Some(place) = place else {
            return "another file".to_owned();
        };
        let line = 1 + self.source[..place.start].matches('\n').count();
        format!("`{}` in line {line}", &self.source[place])
    }

    /// What no message may show: names that users do not know, code of the runtime, and the words
    /// that the case rules out.
    pub(crate) fn what_is_never_shown(&self, not: &[String]) -> Vec<String> {
        let mut shown = Vec::new();
        for message in self.messages() {
            let text = text(message);
            let rendered = message.rendered.as_deref().unwrap_or_default();
            let words = not.iter().filter(|words| text.contains(*words));
            shown.extend(words.map(|words| format!("must not be said: {words}")));
            shown.extend(hidden_name(rendered).map(|name| format!("what is hidden shows: {name}")));
            let notes = message.children.iter().flat_map(|note| &note.spans);
            let spans = message.spans.iter().chain(notes);
            let mut foreign = spans.filter(|span| span.file_name.contains("spmc-waker/src"));
            shown.extend(foreign.next().map(|span| {
                let (file, line) = (&span.file_name, span.line_start);
                format!("code of the runtime shows: {file}:{line}")
            }));
        }
        shown
    }
}

/// The first line of a message.
pub(crate) fn headline(message: &Diagnostic) -> String {
    let level = level(message.level);
    match &message.code {
        // The name of a lint is a code, too, and stands elsewhere.
        Some(code) if code.code.starts_with('E') => {
            format!("{level}[{}]: {}", code.code, message.message)
        }
        _ => format!("{level}: {}", message.message),
    }
}

const fn level(level: DiagnosticLevel) -> &'static str {
    match level {
        DiagnosticLevel::Error => "error",
        DiagnosticLevel::Warning => "warning",
        DiagnosticLevel::Ice => "internal compiler error",
        _ => "note",
    }
}

/// All that a message says, without the code that it shows.
fn text(message: &Diagnostic) -> String {
    let labels = message.spans.iter().filter_map(|span| span.label.clone());
    let spans = message.spans.iter();
    let suggestions = spans.filter_map(|span| span.suggested_replacement.clone());
    let notes = message.children.iter().map(text);
    let all = [headline(message)].into_iter().chain(labels);
    all.chain(suggestions)
        .chain(notes)
        .collect::<Vec<_>>()
        .join("\n")
}
