//! Messages that are reviewed as a user sees them. Each is in a `.stderr` file beside its case.

use crate::{cases::Case, diagnostic::Message};
use std::{env, fs, path::PathBuf};

/// Parts of the paths of files that are not cases, and what replaces such a path.
const FOREIGN: [(&str, &str); 3] = [
    ("spmc-waker/src/", "$RUNTIME"),
    ("/library/", "$RUST"),
    ("/registry/src/", "$CARGO"),
];

/// Whether to write the `.stderr` files instead of comparing them.
pub(crate) fn is_overwritten() -> bool {
    env::var_os("UI").is_some_and(|value| value == "overwrite")
}

impl Case {
    pub(crate) fn reviewed_message(&self) -> PathBuf {
        self.path.with_extension("stderr")
    }

    /// Compares the messages with the `.stderr` file, or writes it.
    pub(crate) fn problems_in_review(&self, said: &[Message]) -> Vec<String> {
        let file = self.reviewed_message();
        let shown = shown(said);
        if is_overwritten() && self.path_from_here().starts_with("fail") {
            fs::write(&file, &shown).expect("a message can be written");
            return Vec::new();
        }
        let Ok(reviewed) = fs::read_to_string(&file) else {
            return vec!["no line says what it expects, and it has no `.stderr` file".to_owned()];
        };
        if reviewed == shown {
            return Vec::new();
        }
        vec![format!(
            "this was reviewed:\n{reviewed}and this is said:\n{shown}"
        )]
    }
}

/// Returns all messages, without what differs between computers and what each change of the runtime
/// would change.
fn shown(said: &[Message]) -> String {
    let shown = said.iter().map(|message| stable(&message.rendered));
    shown.collect::<Vec<_>>().join("\n")
}

/// Returns a message without the code of files that are not cases.
fn stable(rendered: &str) -> String {
    let mut is_foreign = false;
    let mut widest = 0;
    let mut lines = Vec::new();
    for line in rendered.trim_end().lines() {
        let place = line.trim_start().starts_with("--> ") || line.trim_start().starts_with("::: ");
        if place {
            let name = foreign(line);
            is_foreign = name.is_some();
            lines.push(name.unwrap_or_else(|| line.to_owned()));
            continue;
        }
        // The first line that is not code ends the code.
        let margin = |char: char| char.is_ascii_digit() || " .".contains(char);
        let code = line.trim_start_matches(margin);
        is_foreign &= code.is_empty() || code.starts_with('|');
        if !is_foreign && !names_a_file(line) {
            widest = widest.max(number_width(line));
            lines.push(line.to_owned());
        }
    }
    let width = rendered.lines().map(number_width).max().unwrap_or(0);
    // The lines that are left out may have longer numbers, which indent all lines.
    let surplus = " ".repeat(width.saturating_sub(widest));
    let lines = lines
        .iter()
        .map(|line| line.strip_prefix(&surplus).unwrap_or(line));
    lines.map(|line| format!("{line}\n")).collect()
}

/// If a line points at a file that is not a case, returns the line without the path.
fn foreign(line: &str) -> Option<String> {
    let (arrow, _) = line.split_at(line.find(['-', ':'])? + 4);
    let mut known = FOREIGN.into_iter();
    let name = known.find_map(|(path, name)| line.contains(path).then_some(name))?;
    Some(format!("{arrow}{name}"))
}

/// Whether a line names a file to which rustc has written a long type.
fn names_a_file(line: &str) -> bool {
    line.contains("long-type-")
        || line.contains("consider using `--verbose` to print the full type")
}

/// Returns the length of the line number, if the line is code.
fn number_width(line: &str) -> usize {
    let trimmed = line.trim_start();
    let number = trimmed.len()
        - trimmed
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .len();
    let is_code = number > 0
        && trimmed[number..]
            .trim_start()
            .starts_with(['|', '+', '-', '~']);
    if is_code { number } else { 0 }
}

#[test]
fn what_changes_with_the_runtime_is_left_out() {
    let rendered = "\
error: no
   --> fail/a/b.rs:8:1
    |
  8 | up
    | ^^ here
    |
note: required by this
   --> /home/me/spmc-waker/src/a.rs:104:5
    |
103 |     pub fn
    |     ------ this
104 |     f()
    |     ^
...
    = note: more
    = note: the full name is in '/tmp/a.long-type-1.txt'
help: write this
    |
  8 + down
    |

";
    let stable = "\
error: no
 --> fail/a/b.rs:8:1
  |
8 | up
  | ^^ here
  |
note: required by this
 --> $RUNTIME
  = note: more
help: write this
  |
8 + down
  |
";
    assert_eq!(self::stable(rendered), stable);
}
