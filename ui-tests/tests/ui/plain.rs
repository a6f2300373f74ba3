//! Makes the plain version of a case: the same code without the macro.

use crate::{expectation::ONLY_WITH_THE_MACRO, tokens::tokens};
use std::ops::Range;

/// A source without the attribute, its markers, and the code that uses handles. White space replaces
/// them, so every other token keeps its place.
pub(crate) struct Plain {
    pub(crate) source: String,
    /// The places of the attribute and its markers.
    pub(crate) attributes: Vec<Range<usize>>,
}

/// The markers of methods and arguments.
const MARKERS: [&str; 8] = [
    "arm", "disarm", "field", "notify", "on_drop", "once", "query", "wait",
];

impl Plain {
    pub(crate) fn new(source: &str) -> Self {
        let tokens = Tokens {
            source,
            tokens: tokens(source),
        };
        let attributes: Vec<_> = (0..tokens.tokens.len())
            .filter_map(|start| tokens.attribute(start))
            .collect();
        let uses = source.find(ONLY_WITH_THE_MACRO);
        let uses = uses.map(|start| start..source.len());
        let mut plain = source.to_owned();
        for range in attributes.iter().cloned().chain(uses) {
            let blank = blank(&source[range.clone()]);
            plain.replace_range(range, &blank);
        }
        Self {
            source: plain,
            attributes,
        }
    }
}

/// Returns white space of the same length, with the same line ends.
fn blank(text: &str) -> String {
    let bytes = text.bytes();
    bytes
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect()
}

struct Tokens<'a> {
    source: &'a str,
    tokens: Vec<Range<usize>>,
}

impl Tokens<'_> {
    fn text(&self, index: usize) -> &str {
        let token = self.tokens.get(index);
        token.map_or("", |token| &self.source[token.clone()])
    }

    /// Whether the tokens from an index on are these.
    fn are(&self, index: usize, texts: &[&str]) -> bool {
        texts
            .iter()
            .enumerate()
            .all(|(at, text)| self.text(index + at) == *text)
    }

    /// Returns the place from the first of these tokens to the end of the last.
    fn range(&self, first: usize, last: usize) -> Range<usize> {
        self.tokens[first].start..self.tokens[last].end
    }

    /// Returns the place of the attribute that begins at an index, if it belongs to the macro.
    fn attribute(&self, start: usize) -> Option<Range<usize>> {
        if !self.are(start, &["#", "["]) {
            return None;
        }
        let name = self.end_of_path(start + 2) - 1;
        let is_path = name > start + 2;
        let is_of_the_macro =
            self.text(name) == "waitable" || !is_path && MARKERS.contains(&self.text(name));
        let end = self.closing(start + 1)?;
        is_of_the_macro.then(|| self.range(start, end))
    }

    /// Returns the index after the path that begins at an index.
    fn end_of_path(&self, start: usize) -> usize {
        let mut end = start;
        while self.are(end, &[":", ":"]) {
            end += 2;
        }
        end += 1;
        if self.are(end, &[":", ":"]) {
            self.end_of_path(end)
        } else {
            end
        }
    }

    /// Returns the index of the bracket that closes another.
    fn closing(&self, opening: usize) -> Option<usize> {
        let mut depth = 0;
        for index in opening..self.tokens.len() {
            match self.text(index) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(index);
            }
        }
        None
    }
}

#[test]
fn attributes_of_the_macro_become_white_space() {
    let source =
        "#[derive(Debug)]\n#[waitable(\n    until = |f| f[0] == \"]\", // ]\n)]\nstruct Flag;";
    let plain = Plain::new(source);
    let words: Vec<_> = plain.source.split_whitespace().collect();
    assert_eq!(words, ["#[derive(Debug)]", "struct", "Flag;"]);
    assert_eq!(plain.source.len(), source.len());
    assert_eq!(plain.source.lines().count(), source.lines().count());
    assert_eq!(
        &source[plain.attributes[0].clone()],
        &source[17..source.len() - 13]
    );
}

#[test]
fn markers_of_methods_and_arguments_become_white_space() {
    let source =
        "#[spmc_waker::waitable] impl Flag { #[wait(up)] #[inline] fn f(#[once] a: u8) {} }";
    let plain = Plain::new(source).source;
    let words: Vec<_> = plain.split_whitespace().collect();
    assert_eq!(words.join(" "), "impl Flag { #[inline] fn f( a: u8) {} }");
}

#[test]
fn what_uses_the_handles_becomes_white_space() {
    let source = format!("fn main() {{}}\n{ONLY_WITH_THE_MACRO}\n#[wait] fn f() {{}}\n");
    assert_eq!(Plain::new(&source).source.trim_end(), "fn main() {}");
}

#[test]
fn what_only_looks_like_an_attribute_of_the_macro_stays() {
    for source in [
        "// #[waitable]",
        "\"#[waitable]\"",
        "#[other::wait]",
        "#![wait]",
        "wait(up)",
        "#[waitable(until = |f| f",
    ] {
        let plain = Plain::new(source);
        assert_eq!(plain.source, source);
        assert!(plain.attributes.is_empty());
    }
}
