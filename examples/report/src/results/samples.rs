//! The samples of the benchmarks: a line for each row, which is one peer in one case.

use super::statistics::{Spread, quantile, sorted};
use crate::Result;
use std::{fs, path::Path};

/// What a case measures, and so what counts of its samples.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// An operation of one thread. What disturbs it only adds: the minimum counts.
    Cost,
    /// An operation of several threads. The median counts, since the minimum finds the rounds in which
    /// one of them did not run.
    Rate,
    /// A round trip to another thread, each of which is a sample. The distribution counts.
    Latency,
}

/// One operation of several peers.
pub(crate) struct Case {
    pub(crate) group: String,
    pub(crate) title: String,
    pub(crate) kind: Kind,
    /// The first is ours. The others are compared to it.
    pub(crate) rows: Vec<Row>,
}

pub(crate) struct Row {
    pub(crate) peer: String,
    /// Sorted nanoseconds.
    pub(crate) samples: Vec<f64>,
    /// The median of each round, in the order of rounds. What has one sample in a round has that.
    rounds: Vec<f64>,
}

impl Row {
    /// Whether it is ours: by its name, as the benchmarks give it.
    pub(crate) fn is_ours(&self) -> bool {
        self.peer.starts_with("ours") || self.peer.starts_with("SpmcWaker")
    }

    /// The nanoseconds that count.
    pub(crate) fn figure(&self, kind: Kind) -> f64 {
        quantile(&self.samples, if kind == Kind::Cost { 0.0 } else { 0.5 })
    }
}

impl Case {
    /// What a row takes as a multiple of what the first one takes, and how that spreads over the rounds,
    /// in which both were measured one soon after the other.
    pub(crate) fn ratio(&self, row: &Row) -> Spread {
        let first = &self.rows[0];
        let ratios = row.rounds.iter().zip(&first.rounds).map(|(a, b)| a / b);
        let ratios = sorted(ratios.collect());
        Spread {
            low: quantile(&ratios, 0.25),
            middle: row.figure(self.kind) / first.figure(self.kind),
            high: quantile(&ratios, 0.75),
        }
    }
}

pub(super) fn read(file: &Path) -> Result<Vec<Case>> {
    parse(&fs::read_to_string(file)?)
}

/// Rows with the same group and title are one case.
fn parse(text: &str) -> Result<Vec<Case>> {
    let mut cases: Vec<Case> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let row = parse_row(line).ok_or_else(|| format!("line {number} is no row"))?;
        let (group, title, kind, row) = row;
        match cases.last_mut() {
            Some(case) if (&*case.group, &*case.title) == (group, title) => case.rows.push(row),
            _ => cases.push(Case {
                group: group.into(),
                title: title.into(),
                kind,
                rows: vec![row],
            }),
        }
    }
    Ok(cases)
}

fn parse_row(line: &str) -> Option<(&str, &str, Kind, Row)> {
    let fields: Vec<_> = line.split('\t').collect();
    let [group, title, kind, peer, rounds, samples] = fields[..] else {
        return None;
    };
    let kind = match kind {
        "cost" => Kind::Cost,
        "rate" => Kind::Rate,
        "latency" => Kind::Latency,
        _ => return None,
    };
    let samples = samples.split_whitespace().map(|sample| sample.parse().ok());
    let samples = samples.collect::<Option<Vec<f64>>>()?;
    let per_round = samples.len() / rounds.parse::<usize>().ok()?;
    if per_round == 0 {
        return None;
    }
    let rounds = samples.chunks(per_round);
    let rounds = rounds.map(|round| quantile(&sorted(round.into()), 0.5));
    let row = Row {
        peer: peer.into(),
        rounds: rounds.collect(),
        samples: sorted(samples.clone()),
    };
    Some((group, title, kind, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_case_come_together() {
        let text =
            "g\tt\tcost\tours\t3\t2 3 2 \ng\tt\tcost\tother\t3\t6 5 4 \ng\tu\trate\tours\t1\t7";
        let cases = parse(text).unwrap();
        assert_eq!(cases.len(), 2);
        assert_eq!(cases[0].rows.len(), 2);
        assert_eq!(cases[0].rows[0].samples, [2.0, 2.0, 3.0]);
        assert_eq!(cases[1].kind, Kind::Rate);
    }

    #[test]
    fn the_ratio_is_that_of_the_minima_and_spreads_over_the_rounds() {
        let text = "g\tt\tcost\tours\t3\t2 3 2\ng\tt\tcost\tother\t3\t6 6 4";
        let case = &parse(text).unwrap()[0];
        let ratio = case.ratio(&case.rows[1]);
        // The rounds have 3, 2 and 2.
        assert_eq!([ratio.low, ratio.middle, ratio.high], [2.0, 2.0, 3.0]);
        assert!(case.rows[0].is_ours() && !case.rows[1].is_ours());
    }

    #[test]
    fn several_samples_in_a_round_count_by_their_median() {
        let text = "g\tt\tlatency\tours\t2\t1 2 9 2 4 5\ng\tt\tlatency\tother\t2\t4 4 4 8 8 8";
        let case = &parse(text).unwrap()[0];
        assert_eq!(case.rows[0].rounds, [2.0, 4.0]);
        let ratio = case.ratio(&case.rows[1]);
        assert_eq!([ratio.low, ratio.high], [2.0, 2.0]);
    }

    #[test]
    fn a_line_that_is_no_row_is_told_by_its_number() {
        let error = parse("g\tt\tcost\tours\t1\t2\nnonsense").err().unwrap();
        assert_eq!(error.to_string(), "line 2 is no row");
        assert!(
            parse("g\tt\tcost\tours\t4\t2").is_err(),
            "fewer samples than rounds"
        );
    }
}
