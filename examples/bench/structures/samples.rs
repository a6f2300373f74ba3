//! A file with all samples, which the report (`examples/report`) reads.

use crate::timing::{Kind, Table};
use std::{fmt::Write as _, fs, io};

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Rate => "rate",
            Self::Latency => "latency",
        }
    }
}

/// Writes a line for each row: the group, the case, its kind, the peer, the number of rounds and the
/// nanoseconds of each sample in order, with tabs between them.
pub(crate) fn write(table: &Table, file: &str) -> io::Result<()> {
    let mut text = String::new();
    for case in &table.cases {
        for row in &case.rows {
            let (group, title, kind) = (case.group, case.title, case.kind.name());
            text += &format!("{group}\t{title}\t{kind}\t{}\t{}\t", row.peer, table.rounds);
            for nanos in &row.samples.in_order {
                write!(text, "{nanos:.3} ").expect("a string takes all");
            }
            text.push('\n');
        }
    }
    fs::write(file, text)
}
