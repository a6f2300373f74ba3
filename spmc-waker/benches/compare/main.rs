//! Measures `SpmcWaker` and its peers in one run: `cargo bench -p spmc-waker-bench`.
//!
//! The machine may be shared and noisy. So the peers are measured in turn, in many rounds of batches that are shorter
//! than a time slice. For one thread, the minimum of the rounds counts, because a disturbance only adds to its time. For
//! two threads, the median counts, because the minimum would pick rounds in which one thread did not run. The spread of
//! both is shown.
//!
//! `--samples=FILE` also writes all samples to a file for the report, and prints the progress in lines that the report
//! can read. `--quick` runs only a few rounds: it shows that everything works, but its times mean nothing.
//!
//! The times never affect the exit code.

mod cases;
mod peers;
mod report;
mod samples;

use cases::Batch;
use peers::{Nothing, Peer};
use published_spmc_waker::{
    SpmcWaker as Published,
    registration::Unchecked,
    synchronization::{Sequential, Synchronized},
};
use spmc_waker::SpmcWaker;
use std::{env, io, time::Duration};

const ROUNDS: usize = 201;
const QUICK_ROUNDS: usize = 11;
const BATCH: Duration = Duration::from_millis(1);

const CASES: usize = cases::NAMES.len();

/// A peer and its results.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    batches: [Batch; CASES],
    /// The number of operations of each case that takes at most about `BATCH`.
    operations: [u64; CASES],
    /// Nanoseconds per operation, for each case in each round.
    pub(crate) rounds: [Vec<f64>; CASES],
}

impl Row {
    fn of<P: Peer>() -> Self {
        let batches = cases::batches::<P>();
        Self {
            name: P::NAME,
            batches,
            operations: batches.map(calibrate),
            rounds: Default::default(),
        }
    }

    fn measure(&mut self, case: usize) {
        let operations = self.operations[case];
        let nanos = self.batches[case](operations).as_nanos() as f64;
        self.rounds[case].push(nanos / operations as f64);
    }
}

fn calibrate(batch: Batch) -> u64 {
    let mut operations = 1000;
    while batch(operations) < BATCH / 2 {
        operations *= 2;
    }
    operations
}

fn main() -> io::Result<()> {
    let options: Vec<_> = env::args().skip(1).collect();
    let has = |name| options.iter().any(|option| option == name);
    // `cargo test --benches` must be quick, so it measures nothing.
    if has("--test") || !has("--bench") {
        return Ok(());
    }
    let rounds = if has("--quick") { QUICK_ROUNDS } else { ROUNDS };
    let mut options = options.iter();
    let file = options.find_map(|option| option.strip_prefix("--samples="));
    let mut rows = [
        Row::of::<SpmcWaker<false, true>>(),
        Row::of::<SpmcWaker<true, true>>(),
        Row::of::<SpmcWaker<false, false>>(),
        Row::of::<SpmcWaker<true, false>>(),
        Row::of::<Published<Sequential, true, Unchecked>>(),
        Row::of::<Published<Synchronized, true, Unchecked>>(),
        Row::of::<Published<Synchronized, false, Unchecked>>(),
        Row::of::<futures::task::AtomicWaker>(),
        Row::of::<atomic_waker::AtomicWaker>(),
        Row::of::<diatomic_waker::DiatomicWaker>(),
        Row::of::<embassy_sync::waitqueue::AtomicWaker>(),
        Row::of::<Nothing>(),
    ];
    for round in 0..rounds {
        for case in 0..CASES {
            // A different peer goes first in each round.
            for turn in 0..rows.len() {
                rows[(round + turn) % rows.len()].measure(case);
            }
        }
        if file.is_some() {
            eprintln!("progress {}/{rounds}", round + 1);
        }
    }
    report::print(&rows);
    file.map_or(Ok(()), |file| samples::write(&rows, file))
}
