//! Runs a command, and tells of its progress.

use super::progress::Step;
use crate::Result;
use std::{
    collections::VecDeque,
    fs::{self, File},
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
};

/// How much of what a command said is kept to say why it failed.
const LAST_LINES: usize = 8;

/// Runs a command that writes figures to this file, and what it prints to another one beside it.
///
/// A line `progress DONE/TOTAL` of its standard error moves the bar. Other lines are shown there.
pub(super) fn run(command: &mut Command, file: &Path, step: &Step) -> Result<()> {
    let printed = file.with_extension("txt");
    let mut child = command
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_TERM_PROGRESS_WHEN", "never")
        .stdin(Stdio::null())
        .stdout(File::create(&printed)?)
        .stderr(Stdio::piped())
        .spawn()?;
    let errors = child
        .stderr
        .take()
        .ok_or("the child has no standard error")?;
    let mut last = VecDeque::new();
    for line in BufReader::new(errors).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        if let Some((done, total)) = progress_of(&line) {
            step.message("measuring");
            step.fraction(done, total);
            continue;
        }
        let line = line.trim();
        step.message(line);
        if !line.is_empty() {
            last.push_back(line.to_owned());
            if last.len() > LAST_LINES {
                last.pop_front();
            }
        }
    }
    let status = child.wait()?;
    if !status.success() {
        let said = Vec::from(last).join("\n");
        return Err(format!("the command failed, {status}:\n{said}").into());
    }
    if !file.exists() {
        let said = fs::read_to_string(printed)?;
        return Err(format!("no figures were written: {}", said.trim()).into());
    }
    Ok(())
}

fn progress_of(line: &str) -> Option<(usize, usize)> {
    let (done, total) = line.strip_prefix("progress ")?.split_once('/')?;
    Some((done.parse().ok()?, total.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_of_the_agreed_form_tell_the_progress() {
        assert_eq!(progress_of("progress 3/61"), Some((3, 61)));
        assert_eq!(progress_of("progress was made"), None);
        assert_eq!(progress_of("   Compiling progress v3/61"), None);
    }
}
