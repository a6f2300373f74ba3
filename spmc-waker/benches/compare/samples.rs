//! Writes a file with all samples, which the report (`examples/report`) reads.

use crate::{Row, cases};
use std::{fmt::Write as _, fs, io};

/// Writes a line for each case of each row: the group, the case, its kind, the peer, the number of rounds and the
/// nanoseconds of each round, separated by tabs.
pub(crate) fn write(rows: &[Row], file: &str) -> io::Result<()> {
    let mut text = String::new();
    for (case, title) in cases::NAMES.into_iter().enumerate() {
        let kind = if case == cases::BY_TWO {
            "rate"
        } else {
            "cost"
        };
        for row in rows {
            let rounds = &row.rounds[case];
            text += &format!("waker\t{title}\t{kind}\t{}\t{}\t", row.name, rounds.len());
            for nanos in rounds {
                write!(text, "{nanos:.3} ").expect("a string takes all");
            }
            text.push('\n');
        }
    }
    fs::write(file, text)
}
