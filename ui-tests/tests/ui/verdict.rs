//! Compares what rustc says about a case with what the case expects.

use crate::{
    cases::Case,
    diagnostic::{Message, Span},
    expectation::{Expectations, Expected},
    hidden::hidden_name,
};
use std::{ops::Range, path::Path};

/// A case, and what rustc says about it.
pub(crate) struct Compiled<'a> {
    pub(crate) case: &'a Case,
    pub(crate) said: &'a [Message],
}

impl Compiled<'_> {
    /// Returns everything that is not as expected.
    pub(crate) fn problems(&self, expected: &Expectations) -> Vec<String> {
        let mut problems = Vec::new();
        let (mut missing, mut others) = (Vec::new(), self.said.iter().collect::<Vec<_>>());
        // Matching messages first. What is left is compared in order.
        for expected in &expected.messages {
            let same = |message: &&Message| self.differences(expected, message).is_empty();
            match others.iter().position(same) {
                Some(found) => drop(others.remove(found)),
                None => missing.push(expected),
            }
        }
        let mut others = others.into_iter();
        for expected in missing {
            match others.next() {
                Some(message) => problems.extend(self.differences(expected, message)),
                None => problems.push(format!("rustc does not say this: {}", expected.line)),
            }
        }
        problems.extend(others.map(|other| format!("this is not expected: {}", other.headline())));
        problems.extend(self.what_is_never_shown(&expected.not));
        problems
    }

    fn differences(&self, expected: &Expected, message: &Message) -> Vec<String> {
        let mut differences = Vec::new();
        if message.level != expected.level {
            let (expected, level) = (expected.level, &message.level);
            differences.push(format!("expected {expected}, but it is {level}"));
        }
        if !message.headline().contains(&expected.words) {
            differences.push(format!("not said: {}", expected.words));
        }
        let text = message.words();
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
                if places.is_empty() {
                    "nothing".to_owned()
                } else {
                    places.join(" and ")
                }
            ));
        }
        differences
    }

    /// Returns the places that a message points at, and `None` for a place outside of the case. A message
    /// may have several labels at one token, which count once.
    pub(crate) fn places(&self, message: &Message) -> Vec<Option<Range<usize>>> {
        let primary = message.spans.iter().filter(|span| span.is_primary);
        let mut places: Vec<_> = primary.map(|span| self.place(span)).collect();
        places.dedup();
        places
    }

    /// Returns the place of a span. If the span is in another file, this is the macro call that it comes
    /// from.
    pub(crate) fn place(&self, span: &Span) -> Option<Range<usize>> {
        match &span.call {
            _ if self.is_in_the_case(span) => Some(span.start..span.end),
            Some(call) => self.place(call),
            None => None,
        }
    }

    fn is_in_the_case(&self, span: &Span) -> bool {
        Path::new(&span.file) == self.case.path_from_here()
    }

    pub(crate) fn describe(&self, place: Option<Range<usize>>) -> String {
        let Some(place) = place else {
            return "another file".to_owned();
        };
        let line = 1 + self.case.source[..place.start].matches('\n').count();
        format!("`{}` in line {line}", &self.case.source[place])
    }

    /// Returns what no message may show: hidden names, code of the runtime, and words that the case rules
    /// out.
    pub(crate) fn what_is_never_shown(&self, not: &[String]) -> Vec<String> {
        let mut shown = Vec::new();
        for message in self.said {
            let text = message.words();
            let words = not.iter().filter(|words| text.contains(*words));
            shown.extend(words.map(|words| format!("must not be said: {words}")));
            shown.extend(
                hidden_name(&message.rendered).map(|name| format!("a hidden name shows: {name}")),
            );
            let spans = message.all_spans().into_iter();
            let mut foreign = spans.filter(|span| span.file.contains("spmc-waker/src"));
            shown.extend(foreign.next().map(|span| {
                let (file, line) = (&span.file, span.line);
                format!("code of the runtime shows: {file}:{line}")
            }));
        }
        shown
    }
}
