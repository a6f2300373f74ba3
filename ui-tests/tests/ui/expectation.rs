//! Reads what a case expects. It says so in the lines after its documentation:
//!
//! ```text
//! //~ as without the macro
//! //~ error at `up` in `wait(up)`: the words of the error
//! //~ and: words of its labels, notes and suggestions
//! //~ not: words that rustc must not say
//! ```

use crate::{cases::Case, place::place_of};
use std::{fmt, ops::Range};

/// Each line with an expectation begins with this.
const MARK: &str = "//~";

/// This line says that a case has the messages of its plain version.
const AS_WITHOUT_THE_MACRO: &str = "as without the macro";

/// The code after this line is not part of the plain version.
pub(crate) const ONLY_WITH_THE_MACRO: &str = "//~ only with the macro";

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Expectations {
    /// Whether the messages are those of the plain version, which the case must have too.
    pub(crate) as_without_the_macro: bool,
    pub(crate) messages: Vec<Expected>,
    pub(crate) not: Vec<String>,
}

/// A message that rustc must give.
#[derive(Debug, PartialEq)]
pub(crate) struct Expected {
    /// The line as it is written.
    pub(crate) line: String,
    pub(crate) level: &'static str,
    /// The place that it points at, in bytes of the source.
    pub(crate) place: Range<usize>,
    /// Part of its first line.
    pub(crate) words: String,
    /// Parts of its labels, notes and suggestions.
    pub(crate) and: Vec<String>,
}

/// Whether a case states what it expects. If not, its whole message is in a `.stderr` file.
pub(crate) fn says_what_it_expects(case: &Case) -> bool {
    let (_, header, _) = split(&case.source);
    !header.is_empty()
}

/// Whether a case asks for its plain version.
pub(crate) fn says_as_without_the_macro(case: &Case) -> bool {
    let (_, header, _) = split(&case.source);
    header
        .lines()
        .any(|line| line[MARK.len()..].trim() == AS_WITHOUT_THE_MACRO)
}

impl Expectations {
    /// Reads the lines after the documentation.
    pub(crate) fn parse(source: &str) -> Result<Self, String> {
        let (docs, header, code) = split(source);
        let before = docs.len() + header.len();
        let mut parsed = Self::default();
        for line in header.lines() {
            let statement = line[MARK.len()..].trim();
            let added = parsed.add(statement, before, code);
            added.map_err(|mistake| format!("{line}\n{mistake}"))?;
        }
        if code.replacen(ONLY_WITH_THE_MACRO, "", 1).contains(MARK) {
            return Err(format!("a line with `{MARK}` is not at the top"));
        }
        if parsed.messages.is_empty() {
            Err("no line says `error at` or `warning at`".to_owned())
        } else {
            Ok(parsed)
        }
    }

    /// Adds a line. The code begins after `before` bytes of the source.
    fn add(&mut self, line: &str, before: usize, code: &str) -> Result<(), String> {
        if line == AS_WITHOUT_THE_MACRO {
            self.as_without_the_macro = true;
        } else if let Some(words) = line.strip_prefix("and: ") {
            let message = self.messages.last_mut();
            let message = message.ok_or("`and` follows the line of a message")?;
            message.and.push(words.to_owned());
        } else if let Some(words) = line.strip_prefix("not: ") {
            self.not.push(words.to_owned());
        } else {
            let pointing = Pointing::parse(line).ok_or(USAGE)?;
            let place = place_of(pointing.token, pointing.context, code)?;
            self.messages.push(Expected {
                line: line.to_owned(),
                level: pointing.level,
                place: before + place.start..before + place.end,
                words: pointing.words.to_owned(),
                and: Vec::new(),
            });
        }
        Ok(())
    }
}

const USAGE: &str = "a line is one of\n\
    //~ as without the macro\n\
    //~ error at `TOKEN`: WORDS\n\
    //~ error at `TOKEN` in `CODE`: WORDS\n\
    //~ warning at …\n\
    //~ and: WORDS\n\
    //~ not: WORDS";

/// The parts of a line that expects a message at a token.
struct Pointing<'a> {
    level: &'static str,
    token: &'a str,
    context: Option<&'a str>,
    words: &'a str,
}

impl<'a> Pointing<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let (level, rest) = match line.split_once(" at ")? {
            ("error", rest) => ("error", rest),
            ("warning", rest) => ("warning", rest),
            _ => return None,
        };
        let (token, rest) = quoted(rest)?;
        let (context, rest) = match rest.strip_prefix(" in ") {
            Some(rest) => {
                let (context, rest) = quoted(rest)?;
                (Some(context), rest)
            }
            None => (None, rest),
        };
        Some(Self {
            level,
            token,
            context,
            words: rest.strip_prefix(": ")?,
        })
    }
}

impl fmt::Display for Expectations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.as_without_the_macro {
            writeln!(f, "{AS_WITHOUT_THE_MACRO}")?;
        }
        for message in &self.messages {
            writeln!(f, "{}", message.line)?;
            for words in &message.and {
                writeln!(f, "and: {words}")?;
            }
        }
        for words in &self.not {
            writeln!(f, "not: {words}")?;
        }
        Ok(())
    }
}

/// Splits a source into its documentation, the lines with expectations, and the code.
fn split(source: &str) -> (&str, &str, &str) {
    let (docs, rest) = split_after(source, "//!");
    let (header, code) = split_after(rest, MARK);
    (docs, header, code)
}

/// Splits a source after the lines at its top that begin with a text.
fn split_after<'a>(source: &'a str, beginning: &str) -> (&'a str, &'a str) {
    let lines = source.split_inclusive('\n');
    let first = lines.take_while(|line| line.starts_with(beginning));
    source.split_at(first.map(str::len).sum())
}

/// Splits a text that begins with a quotation in backquotes into the quotation and the rest.
fn quoted(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('`')?.split_once('`')
}

#[test]
fn a_header_has_messages_and_words_that_are_ruled_out() {
    let source = "//! Up.\n//~ error at `up` in `f(up)`: no: good\n//~ and: more\n//~ not: worse\nf(up); up\n";
    let parsed = Expectations::parse(source).unwrap();
    let place = source.find("up);").unwrap();
    let expected = Expected {
        line: "error at `up` in `f(up)`: no: good".to_owned(),
        level: "error",
        place: place..place + 2,
        words: "no: good".to_owned(),
        and: vec!["more".to_owned()],
    };
    assert_eq!(parsed.messages, [expected]);
    assert_eq!(parsed.not, ["worse"]);
    assert!(!parsed.as_without_the_macro);
}

#[test]
fn a_header_asks_for_the_plain_version() {
    let source =
        format!("//~ as without the macro\n//~ error at `up`: no\nup\n{ONLY_WITH_THE_MACRO}\ndown");
    assert!(Expectations::parse(&source).unwrap().as_without_the_macro);
}

#[test]
fn a_mistake_in_a_header_is_told() {
    let mistake = |header: &str| Expectations::parse(&format!("{header}\nup\n")).unwrap_err();
    for line in [
        "eror at `up`: no",
        "error at up: no",
        "error at `up`",
        "error at `up`: ",
        "error at `up` beside `down`: no",
        "error: no",
        "say: no",
        "not:",
        "",
    ] {
        let line = format!("//~ {line}");
        assert_eq!(mistake(&line), format!("{line}\n{USAGE}"));
    }
    assert_eq!(
        mistake("//~ and: no"),
        "//~ and: no\n`and` follows the line of a message"
    );
    assert_eq!(
        mistake("//~ error at `down`: no"),
        "//~ error at `down`: no\nthe case has `down` 0 times"
    );
    assert_eq!(
        mistake("//~ error at `up`: no\n\n//~ not: good"),
        "a line with `//~` is not at the top"
    );
}
