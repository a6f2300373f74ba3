//! Reads rustc's messages, which it prints as JSON.

use crate::cases::Case;
use std::{collections::HashMap, path::Path};
use tinyjson::JsonValue;

/// A message, or one of its notes or suggestions.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) level: String,
    /// The code of an error, or the name of a lint.
    pub(crate) code: Option<String>,
    pub(crate) text: String,
    pub(crate) spans: Vec<Span>,
    pub(crate) children: Vec<Self>,
    /// What a user sees. Notes and suggestions have no text of their own.
    pub(crate) rendered: String,
}

/// A place that a message points at.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    pub(crate) file: String,
    /// The first byte in the file.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) line: usize,
    pub(crate) is_primary: bool,
    pub(crate) label: Option<String>,
    pub(crate) suggestion: Option<String>,
    /// The macro call that the code comes from.
    pub(crate) call: Option<Box<Self>>,
}

/// Reads the messages, one in each line. Summaries are skipped.
pub(crate) fn messages(stderr: &str) -> Vec<Message> {
    let messages = stderr.lines().map(|line| {
        // If the compiler crashes, it prints something else.
        let value = line.parse::<JsonValue>();
        Message::of(&value.unwrap_or_else(|_| panic!("rustc prints no JSON:\n{stderr}")))
    });
    messages.filter(|message| !message.is_summary()).collect()
}

impl Message {
    fn of(value: &JsonValue) -> Self {
        let code = field(value, "code").and_then(|code| text(code, "code"));
        Self {
            level: text(value, "level").unwrap_or_default(),
            code,
            text: text(value, "message").unwrap_or_default(),
            spans: list(value, "spans", Span::of),
            children: list(value, "children", Self::of),
            rendered: text(value, "rendered").unwrap_or_default(),
        }
    }

    /// Whether this counts the other messages, or says where they are explained.
    fn is_summary(&self) -> bool {
        let counts = self.text.starts_with("aborting due to") || self.text.ends_with("emitted");
        self.level == "failure-note" || self.spans.is_empty() && counts
    }

    /// Whether this points into a case. A message without a place may be about any case.
    pub(crate) fn is_about(&self, case: &Case) -> bool {
        let primary = self.spans.iter().find(|span| span.is_primary);
        primary.is_none_or(|span| span.is_in(case.path_from_here()))
    }

    /// Returns the first line.
    pub(crate) fn headline(&self) -> String {
        match &self.code {
            // The name of a lint is not part of it.
            Some(code) if code.starts_with('E') => format!("{}[{code}]: {}", self.level, self.text),
            _ => format!("{}: {}", self.level, self.text),
        }
    }

    /// Returns all text, without the code that it shows.
    pub(crate) fn words(&self) -> String {
        let labels = self.spans.iter().filter_map(|span| span.label.clone());
        let suggestions = self.spans.iter().filter_map(|span| span.suggestion.clone());
        let parts = self.children.iter().map(Self::words);
        let all = [self.headline()].into_iter().chain(labels);
        let all: Vec<_> = all.chain(suggestions).chain(parts).collect();
        all.join("\n")
    }

    /// Returns all places that it points at, in its notes and suggestions too.
    pub(crate) fn all_spans(&self) -> Vec<&Span> {
        let parts = self.children.iter().flat_map(Self::all_spans);
        self.spans.iter().chain(parts).collect()
    }
}

impl Span {
    /// Whether this is in a file, or comes from a macro call there.
    fn is_in(&self, file: &Path) -> bool {
        let comes_from = |call: &Self| call.is_in(file);
        Path::new(&self.file) == file || self.call.as_deref().is_some_and(comes_from)
    }

    fn of(value: &JsonValue) -> Self {
        let call = field(value, "expansion").and_then(|expansion| field(expansion, "span"));
        Self {
            file: text(value, "file_name").unwrap_or_default(),
            start: number(value, "byte_start"),
            end: number(value, "byte_end"),
            line: number(value, "line_start"),
            is_primary: matches!(field(value, "is_primary"), Some(JsonValue::Boolean(true))),
            label: text(value, "label"),
            suggestion: text(value, "suggested_replacement"),
            call: call.map(|call| Box::new(Self::of(call))),
        }
    }
}

/// Returns a field of an object, unless it is null.
pub(crate) fn field<'v>(value: &'v JsonValue, name: &str) -> Option<&'v JsonValue> {
    let fields: &HashMap<String, JsonValue> = value.get()?;
    fields.get(name).filter(|value| !value.is_null())
}

pub(crate) fn text(value: &JsonValue, name: &str) -> Option<String> {
    field(value, name)?.get().cloned()
}

pub(crate) fn list<T>(value: &JsonValue, name: &str, of: impl Fn(&JsonValue) -> T) -> Vec<T> {
    let list = field(value, name).and_then(|list| list.get::<Vec<JsonValue>>());
    list.map_or_else(Vec::new, |list| list.iter().map(of).collect())
}

fn number(value: &JsonValue, name: &str) -> usize {
    let number = field(value, name).and_then(|number| number.get::<f64>());
    number.map_or(0, |number| *number as usize)
}
