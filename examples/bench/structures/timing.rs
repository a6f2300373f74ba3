//! Rounds in which the peers take turns, and the statistics of what they took.

use crate::counts;
use indicatif::{ProgressBar, ProgressStyle};
use std::time::{Duration, Instant};

/// What a batch of one thread takes: short beside a time slice, so that many are not interrupted.
const BATCH: Duration = Duration::from_micros(500);
/// What a batch of several threads takes of our structure: long beside the start of a thread.
const LONG_BATCH: Duration = Duration::from_millis(3);
/// How many messages go to another thread and come back in a batch.
const ROUND_TRIPS: u64 = 100;

/// Runs that many operations. Returns their nanoseconds: the mean of all, or those of each.
pub(crate) type Batch = fn(u64) -> Vec<f64>;

/// What a case measures.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What an operation takes in one thread.
    Cost,
    /// How many operations several threads do in a second.
    Rate,
    /// How long a message takes to another thread and back.
    Latency,
}

/// One operation of several peers.
pub(crate) struct Case {
    pub(crate) group: &'static str,
    pub(crate) title: &'static str,
    pub(crate) kind: Kind,
    /// The first is ours. The others are compared to it.
    pub(crate) rows: Vec<Row>,
}

/// A peer, and what was measured of it.
pub(crate) struct Row {
    pub(crate) peer: &'static str,
    batch: Batch,
    operations: u64,
    pub(crate) samples: Samples,
}

/// All cases that are measured.
#[derive(Default)]
pub(crate) struct Table {
    /// The group that cases are added to.
    pub(crate) group: &'static str,
    /// Cases of one thread are run once, with that many operations, for their instructions to be counted. Others
    /// are left out.
    pub(crate) counted: Option<u64>,
    pub(crate) cases: Vec<Case>,
    /// How many rounds were measured.
    pub(crate) rounds: usize,
}

impl Table {
    /// Adds a peer to a case of the group, which begins with the first peer.
    pub(crate) fn add(
        &mut self,
        kind: Kind,
        title: &'static str,
        peer: &'static str,
        batch: Batch,
    ) {
        if let Some(operations) = self.counted {
            if kind == Kind::Cost {
                counts::row(self.group, title, peer, batch, operations);
            }
            return;
        }
        let case = self.case(kind, title);
        let operations = match (kind, case.rows.first()) {
            (Kind::Cost, _) => calibrate(batch, BATCH),
            (Kind::Rate, None) => calibrate(batch, LONG_BATCH),
            // The same load for all.
            (Kind::Rate, Some(ours)) => ours.operations,
            (Kind::Latency, _) => ROUND_TRIPS,
        };
        case.rows.push(Row {
            peer,
            batch,
            operations,
            samples: Samples::default(),
        });
    }

    /// The case of this group with this title.
    fn case(&mut self, kind: Kind, title: &'static str) -> &mut Case {
        let group = self.group;
        let mut cases = self.cases.iter();
        let index = cases.position(|case| (case.group, case.title) == (group, title));
        let index = index.unwrap_or_else(|| {
            self.cases.push(Case {
                group,
                title,
                kind,
                rows: Vec::new(),
            });
            self.cases.len() - 1
        });
        &mut self.cases[index]
    }

    /// Runs all rounds of all cases, and sorts the samples. Tells after each round how many of them
    /// were run.
    pub(crate) fn measure(&mut self, rounds: usize, after_round: impl Fn(usize)) {
        let progress = ProgressBar::new((rounds * self.cases.len()) as u64);
        let style = ProgressStyle::with_template("{wide_bar} {percent:>3} %, {eta} left")
            .expect("the template is valid");
        progress.set_style(style);
        for round in 0..rounds {
            for case in &mut self.cases {
                // Another peer goes first in each round.
                let first = round % case.rows.len();
                case.rows.rotate_left(first);
                case.rows.iter_mut().for_each(Row::measure);
                case.rows.rotate_right(first);
                // The bar is drawn here, between batches, and not by a thread of its own.
                progress.inc(1);
            }
            after_round(round + 1);
        }
        progress.finish_and_clear();
        self.rounds = rounds;
        let rows = self.cases.iter_mut().flat_map(|case| &mut case.rows);
        rows.for_each(|row| row.samples.sort());
    }
}

impl Row {
    fn measure(&mut self) {
        self.samples.in_order.extend((self.batch)(self.operations));
    }
}

/// Nanoseconds per operation.
#[derive(Default)]
pub(crate) struct Samples {
    /// As they were measured, one round after the other.
    pub(crate) in_order: Vec<f64>,
    sorted: Vec<f64>,
}

impl Samples {
    fn sort(&mut self) {
        self.sorted.clone_from(&self.in_order);
        self.sorted.sort_by(f64::total_cmp);
    }

    /// The sample below which this part of them lies. They must be sorted.
    pub(crate) fn quantile(&self, part: f64) -> f64 {
        self.sorted[(part * (self.sorted.len() - 1) as f64).round() as usize]
    }
}

/// Finds a number of operations that take about this long, a power of two.
fn calibrate(batch: Batch, time: Duration) -> u64 {
    let mut operations = 128;
    loop {
        // The quickest of some: one that was interrupted says nothing.
        let per_operation = (0..5).flat_map(|_| batch(operations)).reduce(f64::min);
        let nanos = per_operation.unwrap_or(f64::MAX) * operations as f64;
        if nanos > time.as_nanos() as f64 * 0.7 {
            return operations;
        }
        operations *= 2;
    }
}

/// Times an operation, many times over.
pub(crate) fn time(operations: u64, mut operation: impl FnMut()) -> Vec<f64> {
    let start = Instant::now();
    for _ in 0..operations {
        operation();
    }
    vec![per_operation(start.elapsed(), operations)]
}

pub(crate) fn per_operation(time: Duration, operations: u64) -> f64 {
    time.as_nanos() as f64 / operations as f64
}
